import { onTestFinished, TestRunner } from 'vitest';
import type { App } from '../src/context/app.ts';
import { MailingRun } from '../src/runs/mailing-run.entity.ts';
import { openWorkerPool } from '../src/platform/worker-pool.ts';
import type { SmtpOptions } from '../src/platform/smtp/smtp-options.ts';
import { parseSmtpUrls } from '../src/platform/smtp/smtp-url.ts';
import { accessTo } from '../src/sending/worker/open-sending-worker.ts';
import { SendingWorker, type WorkerParts } from '../src/sending/worker/worker.ts';
import { quickTimes } from './quick-times.ts';

/** Starts a worker in this process that sends to SMTP servers, with their URLs separated by spaces; stopped when the test ends. */
export async function startWorker(
  app: App,
  smtpUrl: string,
  given: Partial<WorkerParts> & { smtp?: Partial<SmtpOptions> } = {},
): Promise<SendingWorker> {
  const { smtp, ...parts } = given;
  const pool = openWorkerPool(app.databaseUrl, app.log);
  const worker = new SendingWorker({
    pool,
    orm: app.orm,
    log: app.log,
    times: quickTimes,
    softBounces: 5,
    sender: {
      mailFrom: app.config.mailFrom,
      baseUrl: app.config.baseUrl,
      secret: app.services.secret,
      earlierSecrets: [],
    },
    servers: parseSmtpUrls(smtpUrl).map((server) => accessTo(server, smtp)),
    diedReply: 'The sender died.',
    onFatal: (error) => {
      throw error;
    },
    ...parts,
  });
  await holdOlderRuns(app);
  await worker.start();
  onTestFinished(async () => {
    await worker.stop();
    await pool.end();
  });
  return worker;
}

/** Holds what earlier tests left unfinished, which would be sent to this test's server. */
export async function holdOlderRuns({ orm }: App): Promise<void> {
  const began = TestRunner.getCurrentTest()!.result!.startTime!;
  await orm.em
    .fork()
    .execute(
      "update mailing_run set held_until = now() + interval '1 day' where finished_at is null and started_at < ?",
      [new Date(began)],
    );
}

/** Waits until a condition holds; fails after thirty seconds by default. */
export async function until<T>(
  condition: () => Promise<T | null | undefined | false>,
  seconds = 30,
): Promise<T> {
  for (const end = performance.now() + seconds * 1000; ;) {
    const value = await condition();
    if (value) return value;
    if (performance.now() > end) throw new Error('It did not happen in time.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until a run has finished; returns it. */
export const untilFinished = (app: App, runId: number | string, seconds?: number): Promise<MailingRun> =>
  until(async () => {
    const run = await app.orm.em.fork().findOneOrFail(MailingRun, Number(runId));
    return run.finishedAt ? run : null;
  }, seconds);
