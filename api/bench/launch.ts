import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { launchSend } from '../src/sending/launch/launch-send.ts';
import { openBench, type Bench } from './send/open-bench.ts';
import { median, report } from './table/report.ts';

// How long a launch takes: it writes a row for every recipient before the first mail leaves.
const { values } = parseArgs({
  options: {
    recipients: { type: 'string', default: '1000000' },
    rounds: { type: 'string', default: '3' },
  },
});
const recipients = Number(values.recipients);
const MOST_SECONDS = 8;

const bench = await openBench(recipients, 1);
try {
  const listId = await makeList(bench);
  const rounds: number[] = [];
  for (let round = 0; round < Number(values.rounds); round++) rounds.push(await measureLaunch(bench, listId));
  report({
    work: `launch to a list of ${recipients.toLocaleString('en')}`,
    figure: `${median(rounds).toFixed(1)} s`,
    rounds,
    ...(recipients === 1_000_000 && { goal: { atMost: MOST_SECONDS } }),
  });
} finally {
  await bench.close();
}

async function makeList({ app, ownerId }: Bench): Promise<number> {
  const em = app.orm.em.fork();
  const [list] = await em.execute<{ id: number }[]>(
    `with list as (insert into recipient_list (owner_id, name) values (?, 'Everybody') returning id), members as (
       insert into recipient_list_member (list_id, recipient_id)
       select list.id, recipient.id from list, recipient where owner_id = ? order by recipient.id)
     select id from list`,
    [ownerId, ownerId],
  );
  await em.execute('analyze recipient_list_member');
  return list!.id;
}

/** Launches a new mailing to the list. Returns the seconds; nothing sends it. */
async function measureLaunch({ app, ownerId }: Bench, listId: number): Promise<number> {
  const em = app.orm.em.fork();
  const [mailing] = await em.execute<{ id: number }[]>(
    `with message as (insert into message (owner_id, subject, body) values (?, 'News', 'News') returning id, owner_id),
       mailing as (
         insert into mailing (owner_id, message_id, name) select owner_id, id, 'News' from message returning id
       ), chosen as (insert into mailing_list (mailing_id, list_id) select id, ? from mailing)
     select id from mailing`,
    [ownerId, listId],
  );
  const begun = performance.now();
  await launchSend(app.asSystem(), { mailingId: mailing!.id });
  return (performance.now() - begun) / 1000;
}
