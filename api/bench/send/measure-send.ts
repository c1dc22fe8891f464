import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { HEAP_BOUNDS, SENDER_ENVIRONMENT } from '../../src/programs/start-workers.ts';
import { launchSend } from '../../src/sending/launch/launch-send.ts';
import { MailingRun } from '../../src/runs/mailing-run.entity.ts';
import { processCpu } from '../table/process-cpu.ts';
import type { Bench } from './open-bench.ts';

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

interface Send {
  smtpUrl: string;
  recipients: number;
  /** The number of worker processes. */
  workers: number;
  /** The sender; the default one if it is not given. */
  from?: string | undefined;
}

// So many that the rate is printed meanwhile.
const LONG = 200_000;

/** Launches a mailing and lets worker processes send it. */
export async function measureSend(
  bench: Bench,
  { smtpUrl, recipients, workers: count, from }: Send,
): Promise<Sent> {
  const isLong = recipients > LONG;
  const mailingId = await makeMailing(bench, recipients);
  const begun = performance.now();
  const run = await launchSend(bench.app.asSystem(), { mailingId });
  const launchSeconds = (performance.now() - begun) / 1000;
  await bench.app.orm.em.fork().execute('analyze delivery');
  const workers = await startWorkers(bench, { smtpUrl, count, from });
  const first = await look(bench, run.id);
  const [since, cpuSince] = [performance.now(), cpuOf(workers)];
  for (let last = { sent: first.sent, at: since }; ;) {
    await sleep(isLong ? 1000 : 200);
    const now = performance.now();
    const { sent, finishedAt } = await look(bench, run.id);
    if (isLong && (sent - last.sent >= 100_000 || finishedAt)) {
      const rate = ((sent - last.sent) / (now - last.at)) * 1000;
      console.log(`  ${sent} sent, ${rate.toFixed(0)} mails/s, worker ${peakOf(workers).toFixed(0)} MB`);
      last = { sent, at: now };
    }
    if (!finishedAt) continue;
    const [peakMegabytes, mails] = [peakOf(workers), sent - first.sent];
    const cpu = (cpuOf(workers) - cpuSince) / mails;
    for (const worker of workers) worker.kill('SIGTERM');
    await Promise.all(workers.map((worker) => once(worker, 'exit')));
    return { perSecond: (mails / (now - since)) * 1000, launchSeconds, peakMegabytes, cpu };
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

/**
 * Starts workers as in production. Resolves when the first mails are out, so that the start is not measured.
 */
async function startWorkers(
  bench: Bench,
  { smtpUrl, count, from }: { smtpUrl: string; count: number; from: string | undefined },
): Promise<ChildProcess[]> {
  const workers = Array.from({ length: count }, () => spawnWorker(bench, { smtpUrl, from }));
  const em = bench.app.orm.em.fork();
  for (;;) {
    const [row] = await em.execute<{ any: boolean }[]>(
      'select exists (select from mailing_run where finished_at is null and sent > 0) as any',
    );
    if (row!.any) return workers;
    if (workers.some(({ exitCode }) => exitCode !== null)) throw new Error('A worker ended.');
    await sleep(10);
  }
}

function spawnWorker(bench: Bench, { smtpUrl, from }: Pick<Send, 'smtpUrl' | 'from'>): ChildProcess {
  const program = join(import.meta.dirname, '..', 'worker.js');
  return spawn(process.execPath, [...HEAP_BOUNDS, program, 'worker'], {
    env: {
      ...SENDER_ENVIRONMENT,
      ...process.env,
      DATABASE_URL: bench.app.databaseUrl,
      SMTP_URL: smtpUrl,
      ...(from && { MAIL_FROM: from }),
      LOG_LEVEL: 'warn',
      POSTLINE_LANG: 'en',
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

const cpuOf = (workers: ChildProcess[]) =>
  workers.reduce((sum, { pid }) => sum + (processCpu(pid!)?.own ?? 0), 0);

const look = (bench: Bench, runId: number) => bench.app.orm.em.fork().findOneOrFail(MailingRun, runId);

/** The largest "high water mark" of a resident set (proc(5)), in megabytes. */
function peakOf(workers: ChildProcess[]): number {
  return Math.max(
    ...workers.map(({ pid }) => {
      const [, kilobytes] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
      return Number(kilobytes) / 1000;
    }),
  );
}
