import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../../db/changed-rows.ts';
import { freshenStatistics } from '../../../db/fresh-statistics.ts';
import { retried } from '../../../db/retried.ts';
import { LeaseLost, MOST_ATTEMPTS } from '../../import/running/claim-import.ts';
import type { ClaimedChange, RunChange } from './claim-change.ts';
import { changeBatch } from './change-batch.ts';
import { restoreBatch } from './restore-batch.ts';

/**
 * Works on a change until it has ended, another worker holds it, or the signal is aborted. Returns whether it
 * has ended. Each batch is a transaction that also records the progress, so that it is done once and undone
 * once, whatever happens.
 */
export async function runChange(claimed: ClaimedChange, work: RunChange): Promise<boolean> {
  const em = work.orm.em.fork();
  try {
    if (claimed.attempts > MOST_ATTEMPTS) {
      // A half undone change can be undone again.
      await finish(em, claimed, 'FAILED');
      return true;
    }
    const step = claimed.status === 'UNDOING' ? undoNext : doNext;
    while (await retried(() => step(em.fork(), claimed, work.leaseSeconds))) {
      await work.onBatch?.(claimed);
      if (work.signal.aborted) return false;
    }
    await freshenStatistics(em);
    if (claimed.status === 'UNDOING') await finish(em, claimed, 'UNDONE');
    else await complete(em, claimed);
  } catch (error) {
    if (!(error instanceof LeaseLost)) throw error;
  }
  return true;
}

interface Batch {
  number: number;
  ids: number[];
}

/** Returns whether there was a batch left to do. */
function doNext(em: EntityManager, claimed: ClaimedChange, leaseSeconds: number): Promise<boolean> {
  return em
    .transactional(async (tx) => {
      await assertMine(tx, claimed);
      const [batch] = await tx.execute<Batch[]>(
        'select number, ids from recipient_change_batch where change_id = ? and number = ?',
        [claimed.id, claimed.batchCount],
      );
      if (!batch) return false;
      const changed = await changeBatch(tx, claimed, batch);
      await tx.execute(
        `update recipient_change set done_count = done_count + ?, changed_count = changed_count + ?, batch_count = ?,
         attempts = 0, leased_until = now() + make_interval(secs => ?) where id = ?`,
        [batch.ids.length, changed, batch.number + 1, leaseSeconds, claimed.id],
      );
      return true;
    })
    .then((more) => {
      if (more) claimed.batchCount++;
      return more;
    });
}

/** Undoes the last batch first. Returns whether there was a batch left to undo. */
function undoNext(em: EntityManager, claimed: ClaimedChange, leaseSeconds: number): Promise<boolean> {
  const number = claimed.batchCount - 1;
  if (number < 0) return Promise.resolve(false);
  return em
    .transactional(async (tx) => {
      await assertMine(tx, claimed);
      const { restored, leftAlone } = await restoreBatch(tx, claimed, number);
      await tx.execute(
        `update recipient_change set restored_count = restored_count + ?, left_alone_count = left_alone_count + ?,
         batch_count = ?, attempts = 0, leased_until = now() + make_interval(secs => ?) where id = ?`,
        [restored, leftAlone, number, leaseSeconds, claimed.id],
      );
      return true;
    })
    .then(() => {
      claimed.batchCount--;
      return true;
    });
}

/**
 * Locks the change until the transaction ends, so that nobody else works on it or ends it. Throws if another
 * worker holds it.
 */
async function assertMine(
  tx: EntityManager,
  { id, lease, status, batchCount }: ClaimedChange,
): Promise<void> {
  const rows = await tx.execute<object[]>(
    'select from recipient_change where id = ? and lease = ? and status = ? and batch_count = ? for update',
    [id, lease, status, batchCount],
  );
  if (rows.length === 0) throw new LeaseLost();
}

/** A list that is whole again belongs to its mailings again: before that, some would have been left out. */
const complete = (em: EntityManager, claimed: ClaimedChange): Promise<void> =>
  em.transactional(async (tx) => {
    await finish(tx, claimed, 'COMPLETED');
    const { listId, mailingIds = [] } = claimed.settings;
    if (mailingIds.length === 0) return;
    await tx.execute(
      `insert into mailing_list (list_id, mailing_id)
       select list.id, mailing.id from recipient_list list
       join mailing on mailing.owner_id = list.owner_id and mailing.id = any (?::int[])
       where list.id = ? order by mailing.id on conflict do nothing`,
      [`{${mailingIds.join()}}`, listId],
    );
  });

async function finish(em: EntityManager, { id, lease }: ClaimedChange, status: string): Promise<void> {
  const changed = await changedRows(
    em,
    `update recipient_change set status = ?, lease = null, leased_until = null,
       finished_at = case ?::text when 'UNDONE' then finished_at else now() end
     where id = ? and lease = ? and status in ('RUNNING', 'UNDOING')`,
    [status, status, id, lease],
  );
  if (changed === 0) throw new LeaseLost();
}
