import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import type { User } from '../accounts/user.entity.ts';
import type { Recipient } from '../recipients/recipient.entity.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const LOG = `query ($search: String, $last: Int) {
  attempts(last: $last, filter: { search: $search }) { nodes { email } totalCount totalCountIsExact }
  deliveries(last: $last, filter: { search: $search }) { nodes { email } totalCount totalCountIsExact } }`;

/** A run to one person that has ended with so many attempts. */
async function sentTo(owner: User, { person, attempts = 1 }: { person: Recipient; attempts?: number }) {
  const { id } = await build.mailing({ owner, recipients: [person] });
  const run = (await as(owner).ask(LAUNCH, { id })).launchSend.id as string;
  await endRun(run, {});
  const { orm } = await testApp();
  await orm.em.fork().execute(
    `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response)
     select delivery.id, run.id, run.mailing_id, run.owner_id, 'SUCCESS', 250, 'ok'
     from delivery join mailing_run run on run.id = delivery.run_id cross join generate_series(1, ?) where run.id = ?`,
    [attempts, run],
  );
}

const found = (count: number, email: string) => ({
  nodes: Array.from({ length: Math.min(count, 50) }, () => ({ email })),
  totalCount: Math.min(count, 1000),
  totalCountIsExact: count <= 1000,
});

test('what is older than ten thousand attempts is found, and counted; what is everywhere is counted in part', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  const email = `rarely-${owner.id}@example.com`;
  const often = await build.recipient({ owner, email: `often-${owner.id}@example.com` });
  const rare = await build.recipient({ owner, email });
  // The same address of somebody else's list.
  await sentTo(other, { person: await build.recipient({ owner: other, email }) });
  for (let run = 0; run < 3; run++) await sentTo(owner, { person: rare });
  await sentTo(owner, { person: often, attempts: 12_000 });

  const log = await as(owner).ask(LOG, { search: `RARELY-${owner.id}` });
  expect(log).toEqual({ attempts: found(3, email), deliveries: found(3, email) });
  expect((await as(owner).ask(LOG, { search: 'often-' })).attempts).toEqual(found(12_000, often.email));
  expect((await as(owner).ask(LOG, { search: `rarely-${owner.id}`, last: 1 })).attempts).toEqual({
    ...found(3, email),
    nodes: [{ email }],
  });
  const root = await build.user({ isSuperuser: true });
  expect((await as(root).ask(LOG, { search: `rarely-${owner.id}@` })).deliveries).toEqual(found(4, email));
});

test('a person who was deleted is found by the whole address, and by nothing less', async () => {
  const owner = await build.user();
  const person = await build.recipient({ owner, email: `gone-${owner.id}@example.com` });
  await sentTo(owner, { person, attempts: 2 });
  await as(owner).ask('mutation ($id: ID!) { deleteRecipient(id: $id) }', { id: person.id });
  const { orm } = await testApp();
  await orm.em.fork().execute('delete from recipient where id = ?', [person.id]);
  const log = await as(owner).ask(LOG, { search: person.email.toUpperCase() });
  expect(log.attempts).toMatchObject({ totalCount: 2, nodes: [{}, {}] });
  expect(log.deliveries).toMatchObject({ totalCount: 1, nodes: [{}] });
  expect((await as(owner).ask(LOG, { search: `gone-${owner.id}` })).attempts.totalCount).toBe(0);
});
