import { setTimeout as sleep } from 'node:timers/promises';
import { launchSend } from '../../src/sending/launch/launch-send.ts';
import { MailingRun } from '../../src/runs/mailing-run.entity.ts';
import type { Bench } from './open-bench.ts';
import type { BenchWorkers } from './workers.ts';

export interface Sent {
  perSecond: number;
  launchSeconds: number;
  /** The peak resident set of the largest worker. */
  peakMegabytes: number;
  /** Processor time of the workers for a mail, in microseconds; 0 without Linux's /proc. */
  cpu: number;
}

// About 2 kB with seven placeholders.
const BODY = [
  '<html><body><h1>Hello {{ recipient.fullName | default: "friend" }},</h1>',
  '<p>News for {{ recipient.attributes.city }} and the plan {{ recipient.attributes.plan }}.</p>',
  ...Array.from(
    { length: 12 },
    () => '<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do.</p>',
  ),
  '<p>{{ mailing.name }} to {{ recipient.email }}, from {{ sender.fullName }}</p>',
  '<p><a href="{{ unsubscribeUrl }}">Unsubscribe</a></p></body></html>',
].join('\n');

// So many that the rate is printed meanwhile.
const LONG = 200_000;

/** Launches a mailing and waits until the workers have sent it. The time counts from its first mails to its end. */
export async function measureSend(bench: Bench, workers: BenchWorkers, recipients: number): Promise<Sent> {
  const isLong = recipients > LONG;
  const mailingId = await makeMailing(bench, recipients);
  const begun = performance.now();
  const run = await launchSend(bench.app.asSystem(), { mailingId });
  const launchSeconds = (performance.now() - begun) / 1000;
  await bench.app.orm.em.fork().execute('analyze delivery');
  const first = await firstSent(bench, workers, run.id);
  const [since, cpuSince] = [Date.now(), workers.cpu()];
  for (let last = { sent: first, at: since }; ;) {
    await sleep(isLong ? 1000 : 200);
    const now = Date.now();
    const { sent, finishedAt } = await look(bench, run.id);
    if (isLong && (sent - last.sent >= 100_000 || finishedAt)) {
      const rate = ((sent - last.sent) / (now - last.at)) * 1000;
      console.log(`  ${sent} sent, ${rate.toFixed(0)} mails/s, worker ${workers.peak().toFixed(0)} MB`);
      last = { sent, at: now };
    }
    if (!finishedAt) continue;
    const mails = sent - first;
    const cpu = (workers.cpu() - cpuSince) / mails;
    const perSecond = (mails / (finishedAt.getTime() - since)) * 1000;
    return { perSecond, launchSeconds, peakMegabytes: workers.peak(), cpu };
  }
}

/** Waits for the first mails and returns their number. */
async function firstSent(bench: Bench, workers: BenchWorkers, runId: number): Promise<number> {
  for (;;) {
    const { sent } = await look(bench, runId);
    if (sent > 0) return sent;
    workers.check();
    await sleep(10);
  }
}

async function makeMailing({ app, ownerId }: Bench, recipients: number): Promise<number> {
  const [row] = await app.orm.em.fork().execute<{ id: number }[]>(
    `with message as (
       insert into message (owner_id, subject, body) values (?, 'News for {{ recipient.fullName }}', ?) returning id, owner_id
     ), mailing as (
       insert into mailing (owner_id, message_id, name) select owner_id, id, 'November news' from message returning id, owner_id
     ), chosen as (
       insert into mailing_recipient (mailing_id, recipient_id)
       select mailing.id, recipient.id from mailing join recipient using (owner_id) order by recipient.id limit ?
     )
     select id from mailing`,
    [ownerId, BODY, recipients],
  );
  return row!.id;
}

const look = (bench: Bench, runId: number) => bench.app.orm.em.fork().findOneOrFail(MailingRun, runId);
