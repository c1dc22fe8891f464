import { recordOfService } from '../../audit/record.ts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { completeMailing } from '../../mailings/complete-mailing.ts';
import type { Log } from '../../platform/log.ts';

interface Locked {
  mailing_id: number;
  owner_id: number;
  /** The mailing's name. */
  name: string;
  status: string;
  pending: number;
  sent: number;
  deferred: number;
  failed: number;
  skipped: number;
  unknown: number;
}

type Counters = Omit<Locked, 'mailing_id' | 'owner_id' | 'name' | 'status'>;

/**
 * Ends a run that has nothing pending, deferred or on the wire: recounts its deliveries, and completes its
 * mailing unless another start is armed. Does nothing if anything is left. Returns whether it ended the run.
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
    if (isOver) await end(tx, log, { run, runId, counted });
    return isOver;
  });
}

async function end(
  em: EntityManager,
  log: Log,
  { run, runId, counted }: { run: Locked; runId: number; counted: Counters },
): Promise<void> {
  await completeMailing(em, run.mailing_id);
  await recordOfService(em, log, {
    action: 'RUN_ENDED',
    subject: 'MAILING',
    subjectId: run.mailing_id,
    subjectName: run.name,
    ownerId: run.owner_id,
    runId,
    details: { status: run.status === 'CANCELLED' ? 'CANCELLED' : 'COMPLETED', ...counted },
  });
}

/** Locks the mailing first, then its run, as everywhere else. */
async function lockedRun(em: EntityManager, runId: number): Promise<Locked | undefined> {
  await em.execute(
    'select from mailing where id = (select mailing_id from mailing_run where id = ?) for no key update',
    [runId],
  );
  const [run] = await em.execute<Locked[]>(
    `select mailing_id, owner_id, (select name from mailing where id = mailing_id) as name, status, pending, sent, deferred, failed, skipped, unknown from mailing_run
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

const countersOf = ({ pending, sent, deferred, failed, skipped, unknown }: Locked): Counters => ({
  pending,
  sent,
  deferred,
  failed,
  skipped,
  unknown,
});
const differs = (run: Locked, counted: Counters) =>
  Object.entries(countersOf(run)).some(([state, count]) => counted[state as keyof Counters] !== count);
