import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { returnToken } from '../platform/mime/return-token.ts';
import { receiveMail } from './receive-mail.ts';

// In the formats of the programs and providers that they are named after; all addresses are made up.
const folder = new URL('../../test/bounces/', import.meta.url);
const expected = Object.entries(
  JSON.parse(readFileSync(new URL('expected.json', folder), 'utf8')) as Record<string, string | null>,
);
const sample = (name: string) => readFileSync(new URL(`${name}.eml`, folder));

const LAUNCH = `mutation ($id: ID!) { launchSend(input: { mailingId: $id }) {
  deliveries(first: 100) { nodes { id } pageInfo { endCursor } } } }`;

/** A mail to a person for each sample, by the samples' names, with the state of these people. */
async function mails() {
  const app = await testApp();
  const em = app.orm.em.fork();
  const owner = await build.user();
  const people = await build.people(owner, expected.length);
  const mailing = await build.mailing({ owner, recipients: people.map((id) => ({ id })) as never });
  await as(owner).ask(LAUNCH, { id: mailing.id });
  const rows = await em.execute<{ id: string; hash: Buffer; recipient_id: number }[]>(
    'select delivery.id, address_hash as hash, recipient_id from delivery join mailing_run run on run.id = run_id where mailing_id = ? order by 1',
    [mailing.id],
  );
  const known = async () =>
    em.execute<{ id: number; status: string; event: string | null }[]>(
      `select recipient.id, status, kind || coalesce(' ' || reason, '') as event from recipient
       left join mail_event event on event.address_hash = recipient.address_hash and event.owner_id = recipient.owner_id
       where recipient.owner_id = ? order by recipient.id`,
      [owner.id],
    );
  const receive = async (secret: string) => {
    for (const [index, [name]] of expected.entries()) {
      const { id, hash: addressHash } = rows[index]!;
      const to = [`b+${returnToken(secret, { deliveryId: Number(id), addressHash })}@example.org`];
      await receiveMail(app.asSystem(), { to, raw: sample(name) });
    }
  };
  const personOf = (index: number) => rows[index]!.recipient_id;
  return { app, known, receive, personOf };
}

const STATUS: Record<string, string> = { HARD_BOUNCE: 'BOUNCED', COMPLAINT: 'COMPLAINED' };

test('the samples are of all kinds', () => {
  expect(expected.length).toBeGreaterThan(90);
});

test('each sample is kept as what it is, and ends mail only if it must; again, or without a token of ours, it does nothing', async () => {
  const { app, known, receive, personOf } = await mails();
  await receive('a secret of somebody else');
  expect((await known()).filter(({ event, status }) => event || status !== 'ACTIVE')).toEqual([]);
  await receive(app.services.secret);
  const shown = async () => {
    const people = Map.groupBy(await known(), ({ id }) => id);
    return expected.map(([name], index) => {
      const rows = people.get(personOf(index))!;
      return [name, rows.map(({ event }) => event).join(), rows[0]!.status];
    });
  };
  const right = expected.map(([name, event]) => [
    name,
    event ?? '',
    STATUS[event?.split(' ')[0] ?? ''] ?? 'ACTIVE',
  ]);
  expect(await shown()).toEqual(right);
  await receive(app.services.secret);
  expect(await shown()).toEqual(right);
}, 60_000);
