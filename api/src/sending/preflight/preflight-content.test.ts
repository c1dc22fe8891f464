import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, type Data } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { codes, CREATE, type Given, LINK, preflight, PREFLIGHT } from '../../../test/preflight.ts';
import type { User } from '../../accounts/user.entity.ts';

const vip = (ofOthers: string, ofVips: string) =>
  `{% if recipient.attributes.vip %}${ofVips}{% else %}${ofOthers}{% endif %}`;
const PICTURE = '<img src="https://example.org/a.png">';
const PICTURE_LINK = `<a href="{{ unsubscribeUrl }}">${PICTURE.replace('>', ' alt="leave">')}</a>`;

test.each<[string, Given, string[]]>([
  ['a subject with a hidden character', { subject: vip('Hello', 'He\u200Bllo') }, ['PREFLIGHT_HIDDEN']],
  ['a text that is turned around', { body: vip('', '\u202Egnp.exe') + LINK }, ['PREFLIGHT_HIDDEN']],
  ['nothing but images', { body: vip(LINK, `${PICTURE}${PICTURE_LINK}`) }, ['PREFLIGHT_SOME_IMAGES_ALONE']],
  [
    'no visible text',
    { body: vip(LINK, '<p style="display:none">Hidden</p><a href="{{ unsubscribeUrl }}"> </a>') },
    ['PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE', 'PREFLIGHT_SOME_TEXT_EMPTY'],
  ],
  [
    'a link to unsubscribe that is hidden',
    { body: vip(LINK, `<p>Words that everybody can read</p><div hidden>${LINK}</div>`) },
    ['PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE'],
  ],
  [
    'more hidden text than they show',
    { body: vip('', `<div style="display:none">${'word '.repeat(100)}</div>`) + LINK },
    ['PREFLIGHT_HIDDEN_TEXT'],
  ],
  [
    'an image inside',
    { body: vip('', '<img src="data:image/png;base64,AA">') + LINK },
    ['PREFLIGHT_DATA_IMAGES'],
  ],
])('%s is told also if not the first emails but a later one has it', async (_, given, expected) => {
  const people = [...Array.from({ length: 120 }, () => ({})), { attributes: { vip: 1 } }];
  expect(codes(await preflight({ ...given, people }))).toEqual(expected);
});

test('a line beside the subject that the text hides is no trick', async () => {
  const body = `<div style="display:none">${'word '.repeat(30)}</div>${LINK}`;
  expect(codes(await preflight({ body }))).toEqual([]);
});

test.each([
  ['{{ recipient.attributes.none }}', 'PREFLIGHT_TEXT_PART_EMPTY'],
  ['Words alone', 'PREFLIGHT_TEXT_PART_NO_LINK'],
])('a text part of its own that is %j is told', async (textPart, code) => {
  expect(codes(await preflight({ textPart }))).toContain(code);
});

test('of very many people a random sample is checked, and that is told; so is what makes their emails slow', async () => {
  const owner = await build.user();
  const checked = async (body: string) => {
    const message = await build.message({ owner, body, format: 'HTML' });
    const input = { messageId: message.id, listIds: [await listOfMany(owner, 10_000)] };
    const { id } = (await as(owner).ask(CREATE, { input })).createMailing;
    return (await as(owner).ask(PREFLIGHT, { id })).preflight;
  };
  const slow = await checked(`{{ recipient.attributes.html | raw }}${LINK}`);
  expect(slow.checkedCount).toBeGreaterThan(0);
  expect(slow.checkedCount).toBeLessThanOrEqual(5000);
  expect(codes(slow)).toEqual(['PREFLIGHT_GAPS', 'PREFLIGHT_SLOW', 'PREFLIGHT_SAMPLED']);
  const { message } = slow.problems.find(({ code }: Data) => code === 'PREFLIGHT_SAMPLED');
  expect(message).toBe(`Only a random sample was checked: ${slow.checkedCount} of 10000.`);
  expect(codes(await checked(LINK))).toEqual(['PREFLIGHT_SAMPLED']);
});

/** Returns the id of a list of so many people. */
async function listOfMany(owner: User, howMany: number): Promise<string> {
  const ids = await build.people(owner, howMany);
  const list = await build.list({ owner });
  const em = (await testApp()).orm.em.fork();
  await em.execute('insert into recipient_list_member (list_id, recipient_id) select ?, unnest(?::int[])', [
    list.id,
    `{${ids.join()}}`,
  ]);
  return String(list.id);
}

test('an email without a visible text is told', async () => {
  expect(codes(await preflight({ body: '<p><a href="{{ unsubscribeUrl }}"> </a></p>' }))).toContain(
    'PREFLIGHT_TEXT_EMPTY',
  );
});

test('if some emails lack the unsubscribe link, their number is told', async () => {
  const body = `<p>Words for {{ recipient.fullName }}</p>{% if recipient.attributes.vip %}<b>Dear</b>{% else %}${LINK}{% endif %}`;
  const found = await preflight({
    body,
    people: [{}, { attributes: { vip: 1 } }, { attributes: { vip: 1 } }],
  });
  expect(
    found.problems.find(({ code }: Data) => code === 'PREFLIGHT_SOME_WITHOUT_UNSUBSCRIBE'),
  ).toMatchObject({
    severity: 'WARNING',
    message:
      '2 emails have no unsubscribe link, which Gmail and Yahoo require: put the link to unsubscribeUrl outside of conditions.',
  });
});
