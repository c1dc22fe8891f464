import { beforeAll, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Data } from '../../test/client.ts';
import { endRun } from '../../test/end-run.ts';
import type { User } from '../accounts/user.entity.ts';

const OVERVIEW = '{ overview { mailingCount activeMailingCount uniqueRecipientCount sentCount } }';
const overview = async (user: User | null): Promise<Data> => (await as(user).ask(OVERVIEW)).overview;

async function launch(owner: User, recipients: number[], states: Parameters<typeof endRun>[1] | null) {
  const people = recipients.map((id) => ({ id }) as never);
  const { id } = await build.mailing({ owner, recipients: people });
  const { launchSend } = await as(owner).ask(
    'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }',
    { id },
  );
  if (states) await endRun(launchSend.id, states);
}

let owner: User;
let before: Data;
// Two mailings, one of which was sent to two of three people and one of which goes on; and one that nobody has launched.
beforeAll(async () => {
  before = await overview(null);
  owner = await build.user();
  const people = await build.people(owner, 3);
  await launch(owner, people, { [people[0]!]: 'FAILED' });
  await launch(owner, people.slice(0, 1), null);
  await build.mailing({ owner });
});

const own = { mailingCount: 3, activeMailingCount: 1, uniqueRecipientCount: 3, sentCount: 2 };

test('a user is told the numbers of what is theirs', async () => {
  expect(await overview(owner)).toEqual(own);
  const nothing = { mailingCount: 0, activeMailingCount: 0, uniqueRecipientCount: 0, sentCount: 0 };
  expect(await overview(await build.user())).toEqual(nothing);
});

test('visitors, managers and superusers are told those of everything', async () => {
  const all = await overview(null);
  for (const [name, count] of Object.entries(own))
    expect(all[name]).toBeGreaterThanOrEqual(before[name] + count);
  expect(await overview(await build.manager())).toEqual(all);
  expect(await overview(await build.superuser())).toEqual(all);
});

test('an address counts once, whoever has it and however it is typed', async () => {
  const [one, other] = [await build.user(), await build.user()];
  const start = (await overview(null)).uniqueRecipientCount;
  await build.recipient({ owner: one, email: `same-${one.id}@example.com` });
  await build.recipient({ owner: other, email: `SAME-${one.id}@EXAMPLE.com` });
  expect((await overview(null)).uniqueRecipientCount).toBe(start + 1);
});
