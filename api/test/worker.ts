import { onTestFinished, TestRunner } from 'vitest';
import type { App } from '../src/context/app.ts';
import { MailingRun } from '../src/runs/mailing-run.entity.ts';
import { openWorkerPool } from '../src/platform/worker-pool.ts';
import { SmtpClient } from '../src/platform/smtp/smtp-client.ts';
import { smtpOptions, type SmtpOptions } from '../src/platform/smtp/smtp-options.ts';
import { parseSmtpUrl } from '../src/platform/smtp/smtp-url.ts';
import { SendingWorker, type WorkerParts } from '../src/sending/worker/worker.ts';
import { quickTimes } from './quick-times.ts';

/** A worker in this process that sends to an SMTP server, stopped when the test ends. */
export async function startWorker(
  app: App,
  smtpUrl: string,
  given: Partial<WorkerParts> & { smtp?: Partial<SmtpOptions> } = {},
): Promise<SendingWorker> {
  const { smtp, ...parts } = given;
  const pool = openWorkerPool(app.databaseUrl, app.log);
  const options = smtpOptions(parseSmtpUrl(smtpUrl), smtp);
  const worker = new SendingWorker({
    pool,
    orm: app.orm,
    log: app.log,
    times: quickTimes,
    sender: {
      mailFrom: app.config.mailFrom,
      baseUrl: app.config.baseUrl,
      secret: app.services.secret,
      earlierSecrets: [],
    },
    createClient: () => new SmtpClient(options),
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

/** What earlier tests left unfinished stays as it is: it would reach this test's server. */
async function holdOlderRuns({ orm }: App): Promise<void> {
  const began = TestRunner.getCurrentTest()!.result!.startTime!;
  await orm.em
    .fork()
    .execute(
      "update mailing_run set held_until = now() + interval '1 day' where finished_at is null and started_at < ?",
      [new Date(began)],
    );
}

/** Waits until a condition holds; fails after ten seconds, or as many as are given. */
export async function until<T>(
  condition: () => Promise<T | null | undefined | false>,
  seconds = 10,
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
