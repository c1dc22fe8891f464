import type { App } from '../context/app.ts';
import type { CommandContext, CommandLine, ExitCode } from '../command-line/command-line.ts';
import { DomainError, notFound } from '../errors/domain-error.ts';
import { getMailing } from '../mailings/mailing.access.ts';
import type { Mailing } from '../mailings/mailing.entity.ts';
import { openMail } from '../platform/open-mail.ts';
import { untilSignal } from '../platform/until-signal.ts';
import { openSendingWorker } from './worker/open-sending-worker.ts';
import { preflightMailing } from './preflight/preflight-mailing.ts';
import { launchSend } from './launch/launch-send.ts';
import { takeOverRefused } from './launch/take-over-refused.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { reportSending } from './report-sending.ts';
import { SendScope } from '../runs/run.enums.ts';

interface Options {
  scope: string;
  retry?: boolean;
}

export const sendMailingCommand = (commandLine: CommandLine) =>
  commandLine
    .add('send_mailing <id>', 'Launches a mailing and sends it in this process, until it has ended.')
    .option('--scope <scope>', 'ALL, FAILED_ONLY or NOT_YET_SENT', 'ALL')
    .option('--retry', 'try again later what the server refuses temporarily')
    .action(commandLine.withApp<Options>((app, context, given) => sendMailing(app, context, given)));

async function sendMailing(
  app: App,
  context: CommandContext,
  { args: [id], options }: { args: string[]; options: Options },
): Promise<ExitCode> {
  const scope = checkedScope(options.scope);
  const mailing = await findMailing(app, id!);
  if (mailing.status !== 'CREATED' && scope === 'ALL')
    throw new DomainError('CONFLICT', { key: 'CLI_ALREADY_SENT' });
  if (context.verbosity > 0) await tellPreflight(app, context, { mailingId: mailing.id, scope });
  const mail = await openMail(app.config, app.log);
  const report = reportSending(context, { mailingId: mailing.id, isLastTry: !options.retry });
  const failed = Promise.withResolvers<never>();
  const { worker, close } = openSendingWorker(app, {
    databaseUrl: app.databaseUrl,
    servers: mail.servers,
    onFatal: failed.reject,
    onRecorded: report.recorded,
  });
  try {
    const given = { mailingId: mailing.id, scope, workerId: await worker.register() };
    const run =
      (await takeOverRefused(app.asSystem(), given)) ??
      (await launchSend(app.asSystem(), { ...given, ...(!options.retry && { maxTries: 1 }) }));
    report.begun(run);
    worker.onlyRunId = run.id;
    await worker.start();
    const ended = await Promise.race([
      untilFinished(app, run.id, report.waiting),
      untilSignal().then(() => null),
      failed.promise,
    ]);
    return report.ended(ended);
  } finally {
    await close();
    await mail.stop();
  }
}

/**
 * Prints what receivers or readers could object to before anything leaves; the launch itself reports what
 * prevents it.
 */
async function tellPreflight(
  app: App,
  { warn }: CommandContext,
  { mailingId, scope }: { mailingId: number; scope: SendScope },
): Promise<void> {
  const { problems } = await preflightMailing(app.asSystem(), { mailingId: String(mailingId), scope });
  if (problems.some(({ severity }) => severity === 'ERROR')) return;
  for (const { message } of problems) warn(`! ${message}`);
}

function checkedScope(scope: string): SendScope {
  if (!Object.hasOwn(SendScope, scope)) throw new DomainError('INVALID', { key: 'CLI_WRONG_SCOPE' });
  return scope as SendScope;
}

async function findMailing(app: App, id: string): Promise<Mailing> {
  try {
    return await getMailing(app.asSystem(), id);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== notFound().code) throw error;
    throw new DomainError('NOT_FOUND', { key: 'CLI_MAILING_NOT_FOUND', params: { id } });
  }
}

/**
 * Returns the run when it has ended, or is paused because it is refused. `waiting` is told when it begins to wait
 * for its allowed hours.
 */
async function untilFinished(
  app: App,
  runId: number,
  waiting: (run: MailingRun, timeZone: string) => void,
): Promise<MailingRun> {
  let told = 0;
  for (;;) {
    const run = await app.asSystem().em.findOneOrFail(MailingRun, runId);
    if (run.finishedAt || isRefused(run)) return run;
    const opens = run.opensAt?.getTime() ?? 0;
    if (opens > Date.now() && opens !== told) {
      told = opens;
      waiting(run, (await run.mailing.loadOrFail()).timeZone);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Only such a pause ends by itself. */
const isRefused = ({ status, resumesAt }: MailingRun) => status === 'PAUSED' && resumesAt != null;
