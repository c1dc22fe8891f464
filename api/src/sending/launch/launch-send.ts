import { record } from '../../audit/record.ts';
import * as v from 'valibot';
import type { Context } from '../../context/context.ts';
import { databaseNow } from '../../db/database-now.ts';
import { freshenStatistics } from '../../db/fresh-statistics.ts';
import { conflict, fault, invalid } from '../../errors/domain-error.ts';
import { canSend, getMailing } from '../../mailings/mailing.access.ts';
import { hoursOf } from '../../mailings/hours/allowed-hours.ts';
import { windowAt } from '../../mailings/hours/windows.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { text, validated } from '../../input/validation.ts';
import { assertRecipientQuota } from './assert-recipient-quota.ts';
import { openOwnPart, type OwnPart } from './own-part.ts';
import { freezeAudience } from './freeze-audience.ts';
import { assertSame, type CheckedMessage, withCheckedMessage } from './checked-message.ts';
import { mailingProblems } from './launch-problems.ts';
import { findSenderOf } from './find-sender-of.ts';
import { lockOwner } from './lock-owner.ts';
import type { Message } from '../../messages/message.entity.ts';
import { MailingRun } from '../../runs/mailing-run.entity.ts';
import { cutLedger } from '../../runs/parts/cut-ledger.ts';
import type { SendScope } from '../../runs/run.enums.ts';

interface LaunchOptions {
  /** Defaults to everybody. */
  scope?: SendScope | null | undefined;
  /** Belongs to the mailing permanently: another launch with the same key returns the same run. */
  idempotencyKey?: string | null | undefined;
  /**
   * Seconds, 0 to 60. Nothing is sent before they have passed, and cancelling within them undoes the launch.
   */
  holdSeconds?: number | null | undefined;
  /** Maximum number of tries for each delivery; 8 by default. */
  maxTries?: number;
  /** Reserves the run for this worker as long as it is alive. */
  workerId?: number;
}

interface LaunchSend extends LaunchOptions {
  mailingId: string | number;
}

const withKey = v.object({ idempotencyKey: v.nullish(text(200)) });

/**
 * Freezes a mailing's message and audience into a run, in one transaction, and wakes the workers. Throws
 * INVALID with the mailing's problems, and CONFLICT if it has an unfinished run or the idempotency key was
 * used with another scope.
 */
export async function launchSend(ctx: Context, input: LaunchSend): Promise<MailingRun> {
  const holdSeconds = input.holdSeconds ?? 0;
  if (!Number.isInteger(holdSeconds) || holdSeconds < 0 || holdSeconds > 60) {
    throw invalid([fault('OUT_OF_RANGE', ['holdSeconds'], { least: 0, most: 60 })]);
  }
  validated(withKey, { idempotencyKey: input.idempotencyKey });
  const { id } = await getMailing(ctx, input.mailingId, { can: canSend });
  await freshenStatistics(ctx.em);
  await cutLedger(ctx.em);
  const run =
    (await launchedBefore(ctx, id, input)) ??
    (await withCheckedMessage(ctx, id, (checked) =>
      ctx.em.transactional(async () => {
        const mailing = await getMailing(ctx, id, { can: canSend, lock: true });
        const before = await launchedBefore(ctx, id, input);
        return before ?? launchLocked(ctx, mailing, { ...input, holdSeconds, checked });
      }),
    ));
  await ctx.cache.drop('mailings', 'sending');
  await ctx.wakeups.wakeWorkers();
  return run;
}

async function launchedBefore(ctx: Context, mailingId: number, { idempotencyKey, scope }: LaunchOptions) {
  if (idempotencyKey == null) return null;
  const run = await ctx.em.findOne(MailingRun, { mailing: mailingId, idempotencyKey });
  if (run && run.scope !== (scope ?? 'ALL')) throw conflict('KEY_USED_OTHERWISE');
  return run;
}

/**
 * The same inside a transaction that holds the mailing's lock, with the message's problems found beforehand.
 */
export async function launchLocked(
  ctx: Context,
  mailing: Mailing,
  input: LaunchOptions & { checked: CheckedMessage },
): Promise<MailingRun> {
  const scope = input.scope ?? 'ALL';
  const message = await assertLaunchable(ctx, mailing, { scope, checked: input.checked });
  const part = await openOwnPart(ctx, mailing, scope);
  const run = await createRun(ctx, mailing, { ...input, scope, message, part });
  await ctx.em.execute(FREEZE_FILES, [run.id, message.id]);
  const pending = await freezeAudience(ctx, run, part);
  if (pending === 0)
    throw invalid([fault(scope === 'ALL' ? 'NOBODY_ACTIVE' : 'NOBODY_LEFT', ['recipientIds'])]);
  await assertRecipientQuota(ctx, run);
  // Comes last, because blocking the owner waits for this lock.
  const owner = await lockOwner(ctx, mailing);
  if (!owner.isActive) throw invalid([fault('OWNER_BLOCKED')]);
  await recordLaunch(ctx, mailing, { run, pending });
  return ctx.em.refreshOrFail(run);
}

interface FrozenRun extends LaunchOptions {
  scope: SendScope;
  message: Message;
  part: OwnPart | null;
}

async function createRun(
  ctx: Context,
  mailing: Mailing,
  { message, part, ...input }: FrozenRun,
): Promise<MailingRun> {
  const run = ctx.em.create(MailingRun, {
    ...(part && { id: part.runId }),
    mailing,
    owner: mailing.owner,
    runNumber: await nextRunNumber(ctx, mailing),
    triggerType: ctx.trigger,
    scope: input.scope,
    ...frozenParts(message),
    ...(await frozenSender(ctx, mailing)),
    endsAt: mailing.endAt ?? null,
    ...(await firstWindow(ctx, mailing)),
    heldUntil: input.holdSeconds ? await inSeconds(ctx, input.holdSeconds) : null,
    idempotencyKey: input.idempotencyKey ?? null,
    startedBy: ctx.actor.id,
    launchedFrom: mailing.status,
    ...(input.maxTries && { maxTries: input.maxTries }),
    ...(input.workerId && { workerId: input.workerId }),
  });
  mailing.status = 'RUNNING';
  useUpStart(ctx, mailing, run);
  await ctx.em.flush();
  return run;
}

const FREEZE_FILES = `insert into run_attachment (run_id, position, hash, name, type)
  select ?, row_number() over (order by id), hash, name, type from message_attachment where message_id = ?`;

const frozenParts = ({ subject, body, format, textPart = null }: Message) => ({
  subject,
  body,
  format,
  textPart,
});

async function frozenSender(ctx: Context, mailing: Mailing) {
  const sender = await findSenderOf(ctx).load(mailing);
  return sender && { fromName: sender.name, fromAddress: sender.address, replyTo: sender.replyTo ?? null };
}

/** By the database's clock, which the workers go by. */
async function firstWindow(ctx: Context, mailing: Mailing) {
  const hours = hoursOf(mailing);
  return hours && windowAt(hours, await databaseNow(ctx.em));
}

const recordLaunch = (
  ctx: Context,
  { id, name, owner }: Mailing,
  { run, pending }: { run: MailingRun; pending: number },
) =>
  record(ctx, {
    action: 'LAUNCHED',
    subject: 'MAILING',
    subjectId: id,
    subjectName: name,
    ownerId: owner.id,
    runId: run.id,
    details: { trigger: ctx.trigger, scope: run.scope, recipients: pending },
  });

/** Returns the message to launch with. Throws INVALID or CONFLICT if the mailing cannot be launched. */
async function assertLaunchable(
  ctx: Context,
  mailing: Mailing,
  { scope, checked }: { scope: SendScope; checked: CheckedMessage },
): Promise<Message> {
  const unfinished = await ctx.em.count(MailingRun, { mailing: mailing.id, finishedAt: null });
  if (unfinished > 0) throw conflict('RUN_UNFINISHED');
  const message = await assertSame(ctx, mailing, checked);
  const problems = [...(await mailingProblems(ctx, mailing, { scope })), ...checked.problems];
  const errors = problems.filter((problem) => problem.severity === 'ERROR');
  if (errors.length > 0) throw invalid(errors);
  return message;
}

/** By the database's clock, which the workers use. */
const inSeconds = async (ctx: Context, seconds: number) =>
  new Date((await databaseNow(ctx.em)).getTime() + seconds * 1000);

async function nextRunNumber(ctx: Context, mailing: Mailing): Promise<number> {
  const latest = await ctx.em.findOne(
    MailingRun,
    { mailing: mailing.id },
    { orderBy: { runNumber: 'desc' } },
  );
  return (latest?.runNumber ?? 0) + 1;
}

/** A manual launch replaces a single start that is still to come. */
function useUpStart(ctx: Context, mailing: Mailing, run: MailingRun): void {
  if (ctx.trigger === 'SCHEDULE' || mailing.interval || !mailing.nextRunAt) return;
  run.usedStartAt = mailing.nextRunAt;
  mailing.nextRunAt = null;
}
