import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { buildVersion } from '../../test/build-version.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { cleanUp } from '../jobs/clean-up.ts';
import type { Message } from './message.entity.ts';

const DELETE = 'mutation ($id: ID!) { deleteMessage(id: $id) }';
const FIELDS = `id subject body format textPart createdAt updatedAt owner { id }
  attachments { id name size type } versions(first: 5) { nodes { id subject body savedAt createdAt } }`;
const RESTORE = `mutation ($id: ID!) { restoreMessage(id: $id) { ${FIELDS} } }`;
const ONE = `query ($id: ID!) { message(id: $id) { ${FIELDS} } }`;

const execute = async (sql: string, params: unknown[] = []) =>
  (await testApp()).orm.em.fork().execute(sql, params);

/** A file that no other message carries; returns its hash. */
async function attach({ id }: Message): Promise<string> {
  const hash = randomUUID();
  await execute(
    "insert into attached_file (hash, bytes, created_at) values (?, 'a', now() - interval '2 days')",
    [hash],
  );
  await execute(
    `insert into message_attachment (message_id, hash, name, type, size) values (?, ?, 'a.txt', 'text/plain', 1)`,
    [id, hash],
  );
  return hash;
}

const bytesOf = (hash: string) => execute('select from attached_file where hash = ?', [hash]);

test('a deleted message comes back as it was, with its versions and files', async () => {
  const owner = await build.user();
  const message = await build.message({
    owner,
    subject: 'Привет, {{ recipient.fullName }} 🙂',
    textPart: 'T\\n"',
  });
  await buildVersion(message);
  const hash = await attach(message);
  const { id } = message;
  const before = (await as(owner).ask(ONE, { id })).message;
  expect(before).toMatchObject({ attachments: [{}], versions: { nodes: [{}] } });
  await as(owner).ask(DELETE, { id });
  expect((await as(owner).refused(ONE, { id })).extensions.code).toBe('NOT_FOUND');
  // The bytes of its files are not cleared away while it may come back.
  await cleanUp(await testApp());
  expect(await bytesOf(hash)).toHaveLength(1);
  expect((await as(owner).ask(RESTORE, { id })).restoreMessage).toEqual(before);
  expect((await as(owner).refused(RESTORE, { id })).extensions.code).toBe('NOT_FOUND');
});

test('the bytes of its files go with a message that is not restored', async () => {
  const message = await build.message({ owner: await build.user() });
  const hash = await attach(message);
  await as(await build.superuser()).ask(DELETE, { id: message.id });
  await execute("update deletion set created_at = now() - interval '25 hours' where thing_id = ?", [
    message.id,
  ]);
  await cleanUp(await testApp());
  expect(await bytesOf(hash)).toEqual([]);
});

test('others neither see nor restore it', async () => {
  const owner = await build.user();
  const { id } = await build.message({ owner });
  await as(owner).ask(DELETE, { id });
  expect((await as(await build.user()).refused(RESTORE, { id })).extensions).toEqual({ code: 'NOT_FOUND' });
  expect((await as(await build.manager()).refused(RESTORE, { id })).extensions.code).toBe('FORBIDDEN');
  expect((await as(await build.superuser()).ask(RESTORE, { id })).restoreMessage.id).toBe(String(id));
});
