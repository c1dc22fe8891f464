import { expect, onTestFinished, test } from 'vitest';
import { Rendering } from './rendering.ts';
import { sampleRunHeaders, sampleMail } from './sample-mail.ts';

function open(): Rendering {
  const rendering = new Rendering();
  onTestFinished(() => rendering.close());
  return rendering;
}
const messageOf = (body: string) => ({ subject: 'Hello', body, format: 'HTML' as const });

test('a message is looked through and filled in apart', async () => {
  const rendering = open();
  const source = messageOf('<p>{{ recipient.fullName }} {{ recipient.age }}</p>');
  expect(await rendering.problems('me', source)).toMatchObject([{ code: 'UNKNOWN_VARIABLE' }]);
  expect(await rendering.variables('me', source)).toEqual(['recipient.age', 'recipient.fullName']);
  const preview = await rendering.preview('me', { source, values: sampleMail.values });
  expect(preview).toMatchObject({ subject: 'Hello', html: '<p>Person </p>', text: 'Person ' });
  expect(await rendering.plan('me', source)).toMatchObject({ way: 'HERE' });
  const mail = await rendering.mail('me', {
    name: '1',
    source,
    runHeaders: sampleRunHeaders,
    settings: {},
    mailInput: sampleMail,
  });
  expect(mail.toString()).toContain('\r\nSubject: Hello\r\n');
});

test('errors come back with their words and their place', async () => {
  const rendering = open();
  const source = messageOf('<p>\n{{ "x" | append }}</p>');
  const failing = rendering.mail('me', {
    name: '2',
    source,
    runHeaders: sampleRunHeaders,
    settings: {},
    mailInput: sampleMail,
  });
  await expect(failing).rejects.toMatchObject({
    name: 'RenderError',
    place: { part: 'body', line: 2, column: 1 },
  });
});
