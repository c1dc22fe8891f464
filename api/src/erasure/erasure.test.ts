import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { buildEvent } from '../../test/build-event.ts';
import { buildUpload } from '../../test/build-import.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import { importText } from '../../test/import-text.ts';
import type { User } from '../accounts/user.entity.ts';
import { AuditEntry } from '../audit/audit-entry.entity.ts';

const ERASE = `mutation ($input: PersonInput!) { erasePerson(input: $input) {
  isRecipient deliveryCount attemptCount eventCount isSuppressed } }`;
const TRACES = `query ($input: PersonInput!) { personTraces(input: $input) { isRecipient deliveryCount } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/** A person who was sent to once, answered by the server with the address, bounced, and is suppressed. */
async function known() {
  const owner = await build.user();
  const email = `Erased.Person-${owner.id}@example.com`;
  const recipient = await build.recipient({ owner, email, fullName: 'Petra Panter' });
  const other = await build.recipient({ owner });
  const mailing = await build.mailing({ owner, recipients: [recipient, other] });
  const run = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id as string;
  await endRun(run, { [recipient.id]: 'FAILED' });
  const em = (await testApp()).orm.em.fork();
  await em.execute(
    `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response)
     select delivery.id, run.id, run.mailing_id, run.owner_id, 'FAILURE', 550, '550 5.1.1 <' || email || '> unknown'
     from delivery join mailing_run run on run.id = run_id where run_id = ? and recipient_id = ?`,
    [run, recipient.id],
  );
  await buildEvent(run);
  await as(owner).ask(
    'mutation ($email: String!) { addSuppressions(input: { emails: [$email] }) { addedCount } }',
    { email },
  );
  return { owner, email, recipient, run };
}

/** All rows of the whole database that contain a text. */
async function tablesWith(text: string): Promise<string[]> {
  const em = (await testApp()).orm.em.fork();
  const tables = await em.execute<{ name: string }[]>(
    `select table_name as name from information_schema.tables
     where table_schema = 'public' and table_type = 'BASE TABLE'`,
  );
  const found = [];
  for (const { name } of tables) {
    const rows = await em.execute(
      `select from "${name}" thing where position(lower(?) in lower(thing::text)) > 0 limit 1`,
      [text],
    );
    if (rows.length > 0) found.push(name);
  }
  return found;
}

test('no table knows the person afterwards, and counts and the suppression stay', async () => {
  const { owner, email, run } = await known();
  expect((await tablesWith(email)).length).toBeGreaterThan(3);
  const { erasePerson } = await as(owner).ask(ERASE, { input: { email: email.toLowerCase() } });
  expect(erasePerson).toMatchObject({
    isRecipient: true,
    deliveryCount: 1,
    attemptCount: 1,
    isSuppressed: true,
  });
  expect(await tablesWith(email)).toEqual([]);
  expect(await tablesWith('Petra Panter')).toEqual([]);
  const { mailingRun } = await as(owner).ask(
    'query ($id: ID!) { mailingRun(id: $id) { counts { total failed } failures { reason count } deliveries { totalCount } } }',
    { id: run },
  );
  expect(mailingRun).toMatchObject({
    counts: { total: 2, failed: 1 },
    failures: [{ reason: 'NO_SUCH_MAILBOX', count: 1 }],
    deliveries: { totalCount: 2 },
  });
  const again = await as(owner).ask(
    'mutation ($email: String!) { createRecipient(input: { email: $email }) { status } }',
    { email },
  );
  expect(again.createRecipient.status).not.toBe('ACTIVE');
  const em = (await testApp()).orm.em.fork();
  const entry = await em.findOneOrFail(AuditEntry, { action: 'PERSON_ERASED', actorId: owner.id });
  expect(entry.details).toMatchObject({ recipients: 1, deliveries: 1 });
});

test('a deleted recipient is erased by the address; what others know of the person stays', async () => {
  const { owner, email, recipient } = await known();
  const neighbour = await build.user();
  await build.recipient({ owner: neighbour, email });
  await as(owner).ask('mutation ($id: ID!) { deleteRecipient(id: $id) }', { id: recipient.id });
  const { erasePerson } = await as(owner).ask(ERASE, { input: { email } });
  expect(erasePerson).toMatchObject({ isRecipient: false, deliveryCount: 1 });
  expect(await tablesWith(email)).toEqual(['recipient']);
});

test('nobody is erased while a run is still to write to them', async () => {
  const owner = await build.user();
  const recipient = await build.recipient({ owner });
  const mailing = await build.mailing({ owner, recipients: [recipient] });
  await as(owner).ask(LAUNCH, { id: mailing.id });
  const refused = await as(owner).refused(ERASE, { input: { email: recipient.email } });
  expect(refused.extensions).toMatchObject({ code: 'CONFLICT', reason: 'PERSON_IN_RUN' });
});

test('files of imports go with a person, and imports that have not ended come first', async () => {
  const owner = await build.user();
  const neighbour = await build.user();
  const email = `Uploaded-${owner.id}@example.com`;
  await buildUpload(neighbour, `email\n${email}\n`);
  await buildUpload(owner, `email\n${email}\n`);
  const em = (await testApp()).orm.em.fork();
  const uploads = async (user: User) =>
    (
      await em.execute('select from upload join upload_chunk on upload_id = upload.id where owner_id = ?', [
        user.id,
      ])
    ).length;
  const { id } = await importText(owner, `email\n${email}\n`);
  await em.execute("update recipient_import set status = 'CHECKED', dry_run = true where id = ?", [id]);
  const refused = await as(owner).refused(ERASE, { input: { email } });
  expect(refused.extensions).toMatchObject({ code: 'CONFLICT', reason: 'PERSON_IN_IMPORT' });
  expect(await uploads(owner)).toBeGreaterThan(0);
  await as(owner).ask('mutation ($id: ID!) { cancelRecipientImport(id: $id) { id } }', { id });
  expect((await as(owner).ask(ERASE, { input: { email } })).erasePerson.isRecipient).toBe(true);
  expect(await uploads(owner)).toBe(0);
  expect(await uploads(neighbour)).toBe(1);
});

test("a superuser erases people of others; a manager may not, and to a stranger others' are not there", async () => {
  const owner = await build.user();
  const { email } = await build.recipient({ owner });
  const input = { email, ownerId: owner.id };
  const codeFor = async (viewer: User) => (await as(viewer).refused(ERASE, { input })).extensions.code;
  expect(await codeFor(await build.manager())).toBe('FORBIDDEN');
  expect(await codeFor(await build.user())).toBe('NOT_FOUND');
  expect((await as(owner).refused(ERASE, { input: { email: 'nonsense' } })).extensions.code).toBe('INVALID');
  const root = as(await build.superuser());
  expect((await root.ask(TRACES, { input })).personTraces.isRecipient).toBe(true);
  expect((await root.ask(ERASE, { input })).erasePerson.isRecipient).toBe(true);
});
