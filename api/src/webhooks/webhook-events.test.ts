import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import { importText } from '../../test/import-text.ts';
import type { User } from '../accounts/user.entity.ts';
import { claimImport } from '../recipients/import/running/claim-import.ts';
import { runImport } from '../recipients/import/running/run-import.ts';
import { suppress } from '../recipients/suppressions/suppress.ts';
import { gatherFailures } from './calling/gather-failures.ts';
import type { WebhookEvent } from './webhook.enums.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const manager = async () => (await testApp()).orm.em.fork();
const all: WebhookEvent[] = [
  'RUN_FINISHED',
  'DELIVERY_FAILED',
  'RECIPIENT_UNSUBSCRIBED',
  'RECIPIENT_BOUNCED',
  'RECIPIENT_COMPLAINED',
  'IMPORT_FINISHED',
];

/** The events recorded for an owner's webhooks, in order. */
const noted = async (owner: User) =>
  (await manager()).execute<{ event: string; facts: Data }[]>(
    `select event, facts from webhook_call join webhook on webhook.id = webhook_id where owner_id = ? order by webhook_call.id`,
    [owner.id],
  );

test('the end of a run is told with its counts, and what failed in it once', async () => {
  const owner = await build.user();
  await build.webhook(owner, { events: all });
  await build.webhook(await build.user(), { events: all });
  const mailing = await build.mailing({ owner, people: 3 });
  const run = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id;
  const em = await manager();
  const rows = await em.execute<{ recipient_id: number }[]>(
    'select recipient_id from delivery where run_id = ?',
    [run],
  );
  await endRun(run, { [rows[0]!.recipient_id]: 'FAILED' });
  await em.execute(`update mailing_run set finished_at = now() where id = ?`, [run]);
  while ((await gatherFailures(em)) > 0);
  const events = await noted(owner);
  expect(events.map(({ event }) => event).toSorted()).toEqual(['DELIVERY_FAILED', 'RUN_FINISHED']);
  const facts = Object.fromEntries(events.map(({ event, facts }) => [event, facts]));
  expect(facts.RUN_FINISHED).toMatchObject({
    runId: String(run),
    mailingId: String(mailing.id),
    runNumber: 1,
  });
  expect(facts.RUN_FINISHED!.counts).toMatchObject({ total: 3 });
  expect(facts.DELIVERY_FAILED).toMatchObject({
    runId: String(run),
    deliveries: [{ recipientId: String(rows[0]!.recipient_id), email: expect.stringContaining('@') }],
  });
});

test('what failed is told up to a hundred at a time', async () => {
  const owner = await build.user();
  await build.webhook(owner, { events: ['DELIVERY_FAILED'] });
  const mailing = await build.mailing({ owner, people: 130 });
  const run = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id;
  const em = await manager();
  await em.execute(`update delivery set state = 'FAILED' where run_id = ?`, [run]);
  while ((await gatherFailures(em)) > 0);
  const sizes = (await noted(owner)).map(({ facts }) => facts.deliveries.length as number);
  expect(sizes.toSorted((one, other) => one - other)).toEqual([30, 100]);
});

test('what people and servers say is told; what the owner enters or imports is not', async () => {
  const owner = await build.user();
  await build.webhook(owner, { events: all });
  const person = await build.recipient({ owner });
  const em = await manager();
  const notify = (
    email: string,
    reason: 'BOUNCED' | 'UNSUBSCRIBED' | 'COMPLAINED',
    source: 'BOUNCE' | 'PAGE' | 'COMPLAINT' | 'IMPORT',
  ) => suppress(em, { ownerId: owner.id, emails: [email], reason, source, addedById: null });
  await notify(person.email, 'BOUNCED', 'BOUNCE');
  await notify(person.email, 'UNSUBSCRIBED', 'PAGE');
  await notify(person.email, 'UNSUBSCRIBED', 'PAGE');
  await notify(person.email, 'COMPLAINED', 'COMPLAINT');
  await notify(`other-${person.email}`, 'UNSUBSCRIBED', 'IMPORT');
  const events = await noted(owner);
  expect(events.map(({ event }) => event)).toEqual([
    'RECIPIENT_BOUNCED',
    'RECIPIENT_UNSUBSCRIBED',
    'RECIPIENT_COMPLAINED',
  ]);
  expect(events[0]!.facts).toMatchObject({
    email: person.email,
    recipientId: String(person.id),
    source: 'BOUNCE',
  });
});

test('what is rolled back is not told, nor what a disabled webhook has missed', async () => {
  const owner = await build.user();
  await build.webhook(owner, { events: ['RECIPIENT_BOUNCED'] });
  await build.webhook(owner, {
    events: ['RECIPIENT_BOUNCED'],
    disabledAt: new Date(),
    disabledAs: 'BY_HAND',
  });
  const bounce = { ownerId: owner.id, reason: 'BOUNCED', source: 'BOUNCE', addedById: null } as const;
  const em = await manager();
  const undone = em.transactional(async (tx) => {
    await suppress(tx, { ...bounce, emails: ['gone@example.com'] });
    throw new Error('undone');
  });
  await expect(undone).rejects.toThrow('undone');
  expect(await noted(owner)).toEqual([]);
  await suppress(em, { ...bounce, emails: ['gone@example.com'] });
  expect(await noted(owner)).toHaveLength(1);
});

test('the end of an import is told with the counts of its rows', async () => {
  const owner = await build.user();
  await build.webhook(owner, { events: ['IMPORT_FINISHED'] });
  const em = await manager();
  const [made] = await em.execute<{ id: number }[]>(
    `insert into recipient_import (owner_id, file_name, file_size, settings, row_count, created_count)
     values (?, 'people.csv', 10, '{}', 3, 3) returning id`,
    [owner.id],
  );
  await em.execute(`update recipient_import set status = 'COMPLETED', finished_at = now() where id = ?`, [
    made!.id,
  ]);
  expect(await noted(owner)).toMatchObject([
    {
      event: 'IMPORT_FINISHED',
      facts: { importId: String(made!.id), status: 'COMPLETED', rows: 3, created: 3 },
    },
  ]);
});

test('an import is told when it ends, when somebody ends it, and when it was undone', async () => {
  const owner = await build.user();
  await build.webhook(owner, { events: ['IMPORT_FINISHED'] });
  const told = async () =>
    (await noted(owner)).map(({ facts }) => [facts.status, facts.isDryRun, facts.rows] as const);
  const { id } = await importText(owner, 'email\nanna@example.com\nivan@example.com\n');
  expect(await told()).toEqual([['COMPLETED', false, 2]]);
  await as(owner).ask('mutation ($id: ID!) { undoRecipientImport(id: $id) { status } }', { id });
  expect(await told()).toHaveLength(1);
  await undoByWorker(id);
  expect((await told()).slice(1)).toEqual([['UNDONE', false, 2]]);

  const em = await manager();
  const waiting = async (status: string) => {
    const [made] = await em.execute<{ id: number }[]>(
      `insert into recipient_import (owner_id, file_name, file_size, settings, status, dry_run, finished_at)
       values (?, 'people.csv', 10, '{}', ?, ?, case ? when 'CHECKED' then now() end) returning id`,
      [owner.id, status, status === 'CHECKED', status],
    );
    return made!.id;
  };
  const cancel = 'mutation ($id: ID!) { cancelRecipientImport(id: $id) { status } }';
  await as(owner).ask(cancel, { id: await waiting('RUNNING') });
  await as(owner).ask(cancel, { id: await waiting('CHECKED') });
  expect((await told()).slice(2)).toEqual([
    ['CANCELLED', false, 0],
    ['CANCELLED', true, 0],
  ]);
});

async function undoByWorker(importId: number): Promise<void> {
  const { orm, log } = await testApp();
  const claimed = await claimImport(orm.em.fork(), { leaseSeconds: 20, importId });
  await runImport(claimed!, { orm, log, leaseSeconds: 20, signal: new AbortController().signal });
}
