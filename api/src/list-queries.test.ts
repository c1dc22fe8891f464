import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../test/build.ts';
import { as, type Data } from '../test/client.ts';
import { testApp } from '../test/database.ts';
import { endRun } from '../test/end-run.ts';
import { expectQueries } from '../test/expect-queries.ts';
import type { User } from './accounts/user.entity.ts';

const COUNTS = 'counts { total pending sending sent deferred failed skipped unknown }';
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/** Each list with what its page shows, and how many statements that takes, the one that finds the viewer included. */
const lists: [name: string, statements: number, document: string][] = [
  [
    'recipients',
    6,
    `{ recipients(first: 100) { totalCount pageInfo { hasNextPage hasPreviousPage }
      nodes { email fullName attributes lists { name recipientCount } owner { email } viewerCan { edit } } } }`,
  ],
  [
    'recipientLists',
    3,
    '{ recipientLists(first: 100) { nodes { name recipientCount owner { email } viewerCan { edit } } } }',
  ],
  [
    'messages',
    3,
    '{ messages(first: 100) { nodes { subject variables problems { code } owner { email } viewerCan { edit } } } }',
  ],
  [
    'mailings',
    8,
    `{ mailings(first: 100) { nodes { name nextRuns message { subject } owner { email } interval { name } lists { name }
      currentRun { status ${COUNTS} } viewerCan { launch pause resume cancel } } } }`,
  ],
  ['mailings', 7, '{ mailings(first: 100) { nodes { audienceCount problems { code } } } }'],
  ['mailings', 5, '{ mailings(first: 100) { nodes { firstSentAt totals { total } } } }'],
  [
    'mailingRuns',
    5,
    `{ mailingRuns(first: 100) { nodes { runNumber subject messagesPerSecond estimatedFinishAt ${COUNTS}
      mailing { name } startedBy { fullName } } } }`,
  ],
  [
    'deliveries',
    6,
    `query ($run: ID!) { mailingRun(id: $run) { deliveries(first: 100) {
      nodes { email state lastResponse attempts { status } recipient { fullName } } } } }`,
  ],
  [
    'attempts',
    6,
    `{ attempts(first: 100) { nodes { serverResponse runNumber triggerType email run { runNumber } mailing { name }
      recipient { fullName } } } }`,
  ],
];

/** So many mailings of one owner, each with an interval, a list, a run that has ended and one that goes on. */
async function history(owner: User, howMany: number): Promise<Data> {
  const { orm } = await testApp();
  const em = orm.em.fork();
  const interval = await build.interval({ every: 1, unit: 'DAY' });
  const runs: string[] = [];
  for (let number = 0; number < howMany; number++) {
    const recipients = [await build.recipient({ owner })];
    const list = await build.list({ owner, recipients });
    const startAt = new Date('2040-01-01');
    const { id } = await build.mailing({
      owner,
      recipients,
      lists: [list],
      values: { startAt, nextRunAt: startAt },
    });
    await em.execute('update mailing set interval_id = ? where id = ?', [interval.id, id]);
    const ended = (await as(owner).ask(LAUNCH, { id })).launchSend.id;
    await endRun(ended);
    await as(owner).ask(LAUNCH, { id });
    runs.push(ended);
  }
  // One run has them all, for its page of deliveries.
  await em.execute(
    `with added as (
       insert into delivery (run_id, recipient_id, email)
       select ?, id, email from recipient where owner_id = ? on conflict do nothing
     )
     insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response)
     select delivery.id, run.id, run.mailing_id, run.owner_id, 'SUCCESS', '250 ok' from delivery
     join mailing_run run on run.id = delivery.run_id where run.owner_id = ?`,
    [runs[0], owner.id, owner.id],
  );
  return { run: runs[0] };
}

describe.each([2, 20])('a page over %i mailings', (howMany) => {
  let owner: User;
  let variables: Data;
  beforeAll(async () => {
    owner = await build.user();
    variables = await history(owner, howMany);
  });

  test.each(lists)('%s takes %i statements', async (name, statements, document) => {
    const given = document.includes('$run') ? variables : {};
    const data = await expectQueries(statements, () => as(owner).ask(document, given));
    const { nodes } = name === 'deliveries' ? data.mailingRun.deliveries : data[name];
    expect(nodes.length).toBeGreaterThanOrEqual(howMany);
    expect(statements).toBeLessThanOrEqual(8);
  });
});
