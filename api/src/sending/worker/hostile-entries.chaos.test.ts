import PostalMime from 'postal-mime';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { compareWithSink, deliveriesOf, rounds } from '../../../test/chaos.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { hostileTemplates } from '../../../test/hostile-templates.ts';
import { startSink, type Caught, type Sink } from '../../../test/smtp-sink.ts';
import { spawnWorker } from '../../../test/spawn-worker.ts';
import { untilFinished } from '../../../test/worker.ts';
import type { User } from '../../accounts/user.entity.ts';
import { importFile } from '../../recipients/import/import-file.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/** A value is text, whatever it looks like. Each of these fits into a name and has no @, as names require. */
const values = [
  ...Object.values(hostileTemplates),
  '{{ recipient.email | append: recipient.fullName }}',
  '{% raw %}{{ sender.fullName',
  '{{ "a" | replace: "a", "{{ mailing.name }}" }}',
  '</p></body></html><script>1</script>',
  '=?utf-8?B?PGV2aWw+?= , ; <evil> "evil" \\',
  'ё'.repeat(180),
  'x'.repeat(190),
  'שלום , مرحبا 👩‍👩‍👧‍👦',
].map((text) => text.slice(0, 190));

const cell = (text: string) => `"${text.replaceAll('"', '""')}"`;

/** Imports one person for each value, with the value as name, comment and attribute. */
async function importPeople(owner: User): Promise<number[]> {
  const rows = values.map((value, n) =>
    [`csv-${owner.id}-${n}@example.com`, value, value, `${value}\n${value}`].map(cell).join(),
  );
  const file = async function* () {
    yield Buffer.from(['email,full name,comment,{{ bomb }}', ...rows].join('\n'));
  };
  const ctx = (await testApp()).asSystem();
  const done = await importFile(ctx, { fileName: 'people.csv', bytes: file(), ownerId: owner.id });
  expect(done).toMatchObject({ status: 'COMPLETED', createdCount: values.length });
  const found = await ctx.em.execute<{ id: number }[]>(
    'select id from recipient where owner_id = ? order by id',
    [owner.id],
  );
  return found.map(({ id }) => id);
}

/** A mailing with a value in each of its names, to people with a value in each of their fields. */
async function mailingOf(owner: User, value: string, { body, people }: { body: string; people: number[] }) {
  const client = as(owner);
  await client.ask('mutation ($name: String!) { updateProfile(input: { fullName: $name }) { id } }', {
    name: value,
  });
  const { createMessage } = await client.ask(
    'mutation ($input: CreateMessageInput!) { createMessage(input: $input) { id } }',
    { input: { subject: '{{ recipient.fullName }} {{ mailing.name }}', body, format: 'TEXT' } },
  );
  const { createMailing } = await client.ask(
    'mutation ($input: CreateMailingInput!) { createMailing(input: $input) { id } }',
    { input: { name: value, messageId: createMessage.id, recipientIds: people } },
  );
  return (await client.ask(LAUNCH, { id: createMailing.id })).launchSend.id as string;
}

const FIELDS = '{{ recipient.fullName }}\n{{ mailing.name }}\n{{ sender.fullName }}\n';
const BODIES = { plain: FIELDS, rich: `{% assign a = recipient.fullName | append: "" %}${FIELDS}{{ a }}\n` };

const oneLine = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

/** Expects names exactly as entered, in the headers and in the text, and nothing beside them. */
async function expectLiteral({ bytes }: Caught, { name, value }: { name: string; value: string }) {
  const mail = await PostalMime.parse(Buffer.from(bytes, 'latin1'));
  expect(oneLine(mail.subject!)).toBe(oneLine(`${name} ${value}`));
  expect(mail.from!.name).toBe(oneLine(value));
  expect(mail.to!.map((to) => to.name)).toEqual([oneLine(name)]);
  expect(mail.replyTo!.map((to) => to.name)).toEqual([oneLine(value)]);
  expect(mail.attachments).toEqual([]);
  const lines = mail.text!.split('\n').filter(Boolean);
  expect(lines.slice(0, 3)).toEqual([name, value, value]);
  expect(lines.length).toBeLessThanOrEqual(4);
}

async function listen(): Promise<Sink> {
  const sink = await startSink();
  onTestFinished(() => sink.close());
  return sink;
}

/**
 * Starts another user's mailing and a sender. The returned function waits until everybody in it has received
 * one mail.
 */
async function sendBeside(sink: Sink) {
  const app = await testApp();
  const other = await build.user();
  const mailing = await build.mailing({ owner: other, people: rounds({ short: 500, full: 2000 }) });
  const { id } = (await as(other).ask(LAUNCH, { id: mailing.id })).launchSend;
  const worker = await spawnWorker({ databaseUrl: app.databaseUrl, smtpUrl: sink.url });
  return async () => {
    await untilFinished(app, id, 60);
    const caught = sink.caught.filter(({ to }) => to.startsWith('p') && !to.startsWith('person'));
    expect(await compareWithSink(app, Number(id), caught)).toBe(0);
    expect((await deliveriesOf(app, Number(id))).every(({ state }) => state === 'SENT')).toBe(true);
    expect(worker.child.exitCode).toBeNull();
  };
}

test.each(Object.entries(BODIES))(
  'templates in names, files and comments are text in the mails of a %s message, and keep nobody waiting',
  async (_kind, body) => {
    const app = await testApp();
    const sink = await listen();
    const sentBeside = await sendBeside(sink);
    for (const value of values) {
      const owner = await build.user();
      const people = await importPeople(owner);
      const id = await mailingOf(owner, value, { body, people });
      const run = await untilFinished(app, id, 60);
      expect(run).toMatchObject({ sent: values.length, failed: 0, unknown: 0 });
      const mails = sink.caught.filter(({ to }) => to.startsWith(`csv-${owner.id}-`));
      expect(mails).toHaveLength(values.length);
      for (const mail of mails) {
        const name = values[Number(/-(\d+)@/.exec(mail.to)![1])]!;
        await expectLiteral(mail, { name: name.trim(), value: value.trim() });
      }
    }
    await sentBeside();
  },
);

test('templates in a subject fail with words, and another mailing is sent meanwhile', async () => {
  const app = await testApp();
  const sink = await listen();
  const runs = [];
  for (const template of Object.values(hostileTemplates)) {
    const owner = await build.user();
    const recipient = await build.recipient({ owner, attributes: { bomb: 'x'.repeat(15_000) } });
    const subject = `{% if recipient.attributes.bomb %}${template}{% endif %}Hello`;
    const message = await build.message({ owner, subject, body: 'Hello', format: 'TEXT' });
    const mailing = await build.mailing({ owner, recipients: [recipient], message });
    runs.push((await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id);
  }
  const sentBeside = await sendBeside(sink);
  for (const id of runs) expect(await untilFinished(app, id, 60)).toMatchObject({ failed: 1, unknown: 0 });
  await sentBeside();
});

const POST = `mutation ($content: String!) { createBlogPost(input: { title: "{% raw %}", content: $content, isPublished: true }) {
  id contentHtml } }`;
const COMMENT = `mutation ($email: String!, $comment: String!) { createRecipient(input: { email: $email, comment: $comment }) {
  id comment } }`;

/** Texts that Markdown and its sanitizing may fail on. */
const texts = [
  ...Object.values(hostileTemplates),
  ...[
    '[',
    '![](',
    '*a_',
    '> ',
    '- ',
    '`',
    '<b>',
    '|a|\n|-|\n',
    '&amp;',
    '\n\n* * *\n',
    '[a]: b\n',
    '~~a',
  ].map((piece) => piece.repeat(Math.floor(100_000 / piece.length))),
];

test('posts and comments of all kinds end, are kept as they are or refused in words, while a mailing is sent', async () => {
  const sink = await listen();
  const sentBeside = await sendBeside(sink);
  const [author, owner] = [as(await build.superuser()), await build.user()];
  for (const [n, text] of texts.entries()) {
    const { data, error } = await author.answer(POST, { content: text });
    expect(error ? error.extensions.problems![0]!.code : 'MARKDOWN_TOO_HEAVY').toBe('MARKDOWN_TOO_HEAVY');
    expect(data?.createBlogPost.contentHtml ?? '').not.toMatch(/<script|onerror/);
    const comment = text.slice(0, 5000);
    const created = await as(owner).ask(COMMENT, { email: `comment-${owner.id}-${n}@example.com`, comment });
    expect(created.createRecipient.comment).toBe(comment);
  }
  await sentBeside();
});
