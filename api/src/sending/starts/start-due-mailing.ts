import { record } from '../../audit/record.ts';
import { LockMode } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import { databaseNow } from '../../db/database-now.ts';
import { freshenStatistics } from '../../db/fresh-statistics.ts';
import { DomainError, fault, type Fault } from '../../errors/domain-error.ts';
import { closeDeferred } from '../ending/close-deferred.ts';
import { type CheckedMessage, withCheckedMessage } from '../launch/checked-message.ts';
import { launchLocked } from '../launch/launch-send.ts';
import { currentRun } from '../../runs/current-run.ts';
import { cutLedger } from '../../runs/parts/cut-ledger.ts';
import { endRepetition } from '../../mailings/schedule/end-repetition.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';
import { MailingStart, type StartOutcome } from './mailing-start.entity.ts';
import { comingStarts, nextStart } from '../../mailings/schedule/recurrence.ts';

/** The recorded outcome of a start, or null if the start was not due. */
interface Started {
  outcome: StartOutcome | 'NOT_DUE';
  faults: Fault[];
}

const notDue: Started = { outcome: 'NOT_DUE', faults: [] };

/**
 * Launches a mailing whose armed start has come, and arms the next one. Each start is handled once, however
 * many processes call this. A start is dropped while the mailing is disabled, has ended, has an unfinished
 * run or its owner is blocked; a run with only deferred deliveries left is closed to make room. A refusal is
 * recorded and shown with the mailing. Missed starts are made up by a single run.
 */
export async function startDueMailing(ctx: Context, mailingId: number): Promise<Started> {
  if (!(await isDue(ctx, mailingId))) return notDue;
  await freshenStatistics(ctx.em);
  await cutLedger(ctx.em);
  try {
    const started = await withCheckedMessage(ctx, mailingId, (checked) =>
      ctx.em.transactional(() => settleStart(ctx, mailingId, launchWith(checked))),
    );
    if (started.outcome === 'LAUNCHED') await ctx.wakeups.wakeWorkers();
    return started;
  } catch (error) {
    // The refusal rolled the launch back; what remains is to record it.
    if (!(error instanceof DomainError)) throw error;
    const faults = error.details.faults ?? [fault(error.text.key, [], error.text.params)];
    ctx.em.clear();
    return ctx.em.transactional(() =>
      settleStart(ctx, mailingId, async () => ({ outcome: 'REFUSED', faults })),
    );
  }
}

type Decide = (ctx: Context, mailing: Mailing, now: Date) => Promise<Started>;

async function settleStart(ctx: Context, mailingId: number, decide: Decide): Promise<Started> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true };
  const mailing = await ctx.em.findOne(Mailing, mailingId, lock);
  const now = await databaseNow(ctx.em);
  if (!mailing?.nextRunAt || mailing.nextRunAt > now) return notDue;
  const dueAt = mailing.nextRunAt;
  const started = await decide(ctx, mailing, now);
  const { outcome, faults } = started;
  const kept = faults.map(({ code, params }) => ({ code, params }));
  if (outcome !== 'NOT_DUE') {
    const missedCount = await missedAfter(mailing, dueAt, now);
    ctx.em.create(MailingStart, { mailing, dueAt, outcome, faults: kept, missedCount });
  }
  if (outcome === 'DROPPED' || outcome === 'REFUSED')
    await record(ctx, {
      action: 'START_REFUSED',
      subject: 'MAILING',
      subjectId: mailing.id,
      subjectName: mailing.name,
      ownerId: mailing.owner.id,
      details: { outcome, dueAt: dueAt.toISOString(), why: faults.map(({ code }) => code).join(' ') },
    });
  mailing.nextRunAt = await startAfter(mailing, now);
  await endRepetition(ctx, mailing, now);
  await ctx.em.flush();
  return started;
}

/** Whether checking its message is worthwhile; the decision is made under the lock. */
async function isDue(ctx: Context, mailingId: number): Promise<boolean> {
  const due = await ctx.em.execute('select from mailing where id = ? and next_run_at <= now()', [mailingId]);
  return due.length > 0;
}

const launchWith =
  (checked: CheckedMessage): Decide =>
  async (ctx, mailing, now) => {
    const dropped = (code: Fault['code']): Started => ({ outcome: 'DROPPED', faults: [fault(code)] });
    const owner = await mailing.owner.loadOrFail();
    if (!mailing.isActive) return dropped('MAILING_DISABLED');
    if (!owner.isActive) return dropped('OWNER_BLOCKED');
    if (mailing.endAt && mailing.endAt <= now) return dropped('END_PASSED');
    const run = await currentRun(ctx, mailing.id);
    if (run && !(await closeDeferred(ctx, run.id))) return dropped('RUN_UNFINISHED');
    await launchLocked(ctx, mailing, { checked });
    return { outcome: 'LAUNCHED', faults: [] };
  };

async function startAfter(mailing: Mailing, now: Date): Promise<Date | null> {
  const { startAt, timeZone, endAt } = mailing;
  const interval = await mailing.interval?.loadOrFail();
  const next = startAt && interval ? nextStart({ startAt, timeZone, interval }, now) : null;
  return next && endAt && next >= endAt ? null : next;
}

/** The mailing is locked while its missed starts are counted, and the worker does nothing else. */
const MOST_MISSED = 1000;

/** How many further starts of the repetition have passed since one was due; counting ends at 1,000. */
async function missedAfter(mailing: Mailing, dueAt: Date, now: Date): Promise<number> {
  const { startAt, timeZone, endAt } = mailing;
  const interval = await mailing.interval?.loadOrFail();
  if (!startAt || !interval) return 0;
  const schedule = { startAt, timeZone, interval, endAt: soonest(now, endAt) };
  const first = nextStart(schedule, dueAt);
  return first ? comingStarts(schedule, { from: first, most: MOST_MISSED }).length : 0;
}

const soonest = (now: Date, endAt: Date | null | undefined): Date => (endAt && endAt < now ? endAt : now);
