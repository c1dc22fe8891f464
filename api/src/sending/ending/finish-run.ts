import type { EntityManager } from '@mikro-orm/postgresql';
import { completeMailing } from '../../mailings/complete-mailing.ts';
import type { Log } from '../../platform/log.ts';

interface Locked {
  mailing_id: number;
  status: string;
  pending: number;
  sent: number;
  deferred: number;
  failed: number;
  skipped: number;
  unknown: number;
}

type Counters = Omit<Locked, 'mailing_id' | 'status'>;

/**
 * Ends a run of which nothing is pending, deferred or on the wire: counts its deliveries once more, and completes its
 * mailing unless another start is armed. Does nothing where something is left. Returns whether it ended the run.
 */
export async function finishRun(em: EntityManager, runId: number, log: Log): Promise<boolean> {
  return em.transactional(async (tx) => {
    const run = await lockedRun(tx, runId);
    if (!run || run.pending > 0 || run.deferred > 0) return false;
    const counted = await recount(tx, runId);
    if (counted.pending > 0 || counted.deferred > 0 || differs(run, counted)) {
      log.error(
        { run: runId, kept: countersOf(run), counted },
        'The counters of a run were wrong; its deliveries hold.',
      );
    }
    const isOver = counted.pending === 0 && counted.deferred === 0;
    await tx.execute(
      `update mailing_run set pending = ?, sent = ?, deferred = ?, failed = ?, skipped = ?, unknown = ?,
         total = ?, claim_cursor = case when ? then claim_cursor else 0 end,
         pause_reasons = case when ? then '{}' else pause_reasons end,
         finished_at = case when ? then now() end,
         status = case when ? and status <> 'CANCELLED' then 'COMPLETED' else status end
       where id = ?`,
      [
        counted.pending,
        counted.sent,
        counted.deferred,
        counted.failed,
        counted.skipped,
        counted.unknown,
        Object.values(counted).reduce((sum, count) => sum + count, 0),
        isOver,
        isOver,
        isOver,
        isOver,
        runId,
      ],
    );
    if (isOver) await completeMailing(tx, run.mailing_id);
    return isOver;
  });
}

/** Locks the mailing first, then its run: the order that everybody keeps. */
async function lockedRun(em: EntityManager, runId: number): Promise<Locked | undefined> {
  await em.execute(
    'select from mailing where id = (select mailing_id from mailing_run where id = ?) for no key update',
    [runId],
  );
  const [run] = await em.execute<Locked[]>(
    `select mailing_id, status, pending, sent, deferred, failed, skipped, unknown from mailing_run
     where id = ? and finished_at is null for update`,
    [runId],
  );
  return run;
}

async function recount(em: EntityManager, runId: number): Promise<Counters> {
  const rows = await em.execute<{ state: string; count: number }[]>(
    'select lower(state) as state, count(*)::int as count from delivery where run_id = ? group by state',
    [runId],
  );
  const counters: Counters = { pending: 0, sent: 0, deferred: 0, failed: 0, skipped: 0, unknown: 0 };
  for (const { state, count } of rows) counters[state as keyof Counters] = count;
  return counters;
}

const countersOf = ({ mailing_id: _mailing, status: _status, ...counters }: Locked): Counters => counters;
const differs = (run: Locked, counted: Counters) =>
  Object.entries(countersOf(run)).some(([state, count]) => counted[state as keyof Counters] !== count);
