import { record } from '../../audit/record.ts';
import { LockMode } from '@mikro-orm/core';
import type { Context } from '../../context/context.ts';
import { databaseNow } from '../../db/database-now.ts';
import { DomainError, fault, type Fault } from '../../errors/domain-error.ts';
import { closeDeferred } from '../ending/close-deferred.ts';
import { type CheckedMessage, withCheckedMessage } from '../launch/checked-message.ts';
import { launchLocked } from '../launch/launch-send.ts';
import { currentRun } from '../../runs/current-run.ts';
import { endRepetition } from '../../mailings/schedule/end-repetition.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';
import { MailingStart, type StartOutcome } from './mailing-start.entity.ts';
import { nextStart } from '../../mailings/schedule/recurrence.ts';

/** What came of a start: as recorded, or nothing if it was not due any more, or not yet. */
export interface Started {
  outcome: StartOutcome | 'NOT_DUE';
  faults: Fault[];
}

const notDue: Started = { outcome: 'NOT_DUE', faults: [] };

/**
 * Launches a mailing whose armed start has come, and arms the next one. Each start is dealt with once, whoever asks how
 * often. A start is dropped while the mailing is disabled, its owner blocked or its end past, and while a run goes on;
 * but a run with only deferred deliveries left makes room. A refusal is recorded, and shown with the mailing. Starts that
 * were missed are made up by one run.
 */
export async function startDueMailing(ctx: Context, mailingId: number): Promise<Started> {
  if (!(await isDue(ctx, mailingId))) return notDue;
  try {
    const started = await withCheckedMessage(ctx, mailingId, (checked) =>
      ctx.em.transactional(() => settleStart(ctx, mailingId, launchWith(checked))),
    );
    if (started.outcome === 'LAUNCHED') await ctx.wakeups.wakeWorkers();
    return started;
  } catch (error) {
    // The launch was rolled back with everything else: what is left is to say so.
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
  if (outcome !== 'NOT_DUE') ctx.em.create(MailingStart, { mailing, dueAt, outcome, faults: kept });
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

/** Whether it is worth looking at its message; what holds is found out under the lock. */
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
