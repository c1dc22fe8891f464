import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { convertMjml } from './convert-mjml.ts';

const CONVERT =
  'query ($mjml: String!) { convertMjml(mjml: $mjml) { html problems { code message severity } } }';
const convert = async (mjml: string) => (await as(await build.user()).ask(CONVERT, { mjml })).convertMjml;
const mail = (sections: string) => `<mjml><mj-body>${sections}</mj-body></mjml>`;
const section = (text: string) =>
  `<mj-section><mj-column><mj-text>${text}</mj-text></mj-column></mj-section>`;

test('MJML becomes HTML that loads nothing, with its placeholders', async () => {
  const hello = 'Hello {{ recipient.fullName | default: "friend" }}';
  const { html, problems } = await convert(mail(section(hello)));
  expect(problems).toEqual([]);
  expect(html).toContain(hello);
  expect(html).toMatch(/^<!doctype html>/i);
  expect(html).not.toMatch(/https?:\/\/fonts|@import|<link/);
});

test('a condition around a section would be lost, so it is refused, and kept inside mj-raw', async () => {
  const [open, close] = ['{% if recipient.fullName != blank %}', '{% endif %}'];
  const lost = await convert(mail(`\n${open}${section('Hi')}${close}`));
  expect(lost.html).toBeNull();
  expect(lost.problems).toMatchObject([
    { code: 'MJML_LIQUID_LOST', severity: 'ERROR', message: expect.stringContaining(`Line 2: ${open}`) },
    { code: 'MJML_LIQUID_LOST' },
  ]);
  const raw = (text: string) => `<mj-raw>${text}</mj-raw>`;
  const kept = await convert(mail(raw(open) + section('Hi') + raw(close)));
  expect(kept.problems).toEqual([]);
  expect(kept.html).toMatch(/\{% if [^]*Hi[^]*\{% endif %\}/);
});

test('what MJML does not know is remarked on, and what is none is refused', async () => {
  const odd = await convert(mail('<mj-section><mj-column colour="red"></mj-column></mj-section>'));
  expect(odd.html).not.toBeNull();
  expect(odd.problems).toMatchObject([{ code: 'MJML_REMARK', severity: 'WARNING' }]);
  expect(await convert('<p>Hello</p>')).toMatchObject({
    html: null,
    problems: [{ code: 'MJML_UNREADABLE' }],
  });
});

test('files of the server are not included', async () => {
  const { html } = await convert(mail('<mj-include path="/etc/passwd" type="html" />'));
  expect(html ?? '').not.toContain('root:');
});

test('what takes too long ends its thread, and the next one is converted', async () => {
  const owner = await build.user();
  const ctx = await as(owner).context();
  const heavy = { mjml: mail(section('a').repeat(4500)) };
  expect(await convertMjml(ctx, heavy, 1)).toEqual({
    html: null,
    faults: [expect.objectContaining({ code: 'MJML_TOO_HEAVY', severity: 'ERROR' })],
  });
  expect((await as(owner).ask(CONVERT, { mjml: mail(section('Hi')) })).convertMjml.html).toContain('Hi');
});

test('a message whose body is MJML says so and cannot be launched', async () => {
  const owner = await build.user();
  const message = await build.message({ owner, subject: 'News', body: mail(section('Hi')) });
  const { message: shown } = await as(owner).ask(
    'query ($id: ID!) { message(id: $id) { problems { code severity path } } }',
    {
      id: message.id,
    },
  );
  expect(shown.problems).toEqual([{ code: 'BODY_IS_MJML', severity: 'ERROR', path: ['body'] }]);
});
