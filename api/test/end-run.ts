import type { RecordedState } from '../src/runs/delivery.entity.ts';
import { testApp } from './database.ts';

/**
 * Ends a run as a worker would: each of its pending deliveries gets the state given for its recipient, SENT
 * by default. The mailing is completed as well.
 */
export async function endRun(
  runId: number | string,
  states: Record<number, RecordedState> = {},
): Promise<void> {
  const { orm } = await testApp();
  await orm.em.fork().transactional(async (em) => {
    await em.execute(
      `update delivery set tries = 1, state = coalesce(?::jsonb ->> recipient_id::text, 'SENT')
       where run_id = ? and state = 'PENDING'`,
      [JSON.stringify(states), runId],
    );
    await em.execute(
      `update mailing_run set status = 'COMPLETED', finished_at = now(), pending = 0, sent = count.sent,
         failed = count.failed, unknown = count.unknown
       from (select count(*) filter (where state = 'SENT') as sent, count(*) filter (where state = 'FAILED') as failed,
               count(*) filter (where state = 'UNKNOWN') as unknown from delivery where run_id = ?) as count
       where id = ?`,
      [runId, runId],
    );
    await em.execute(
      `update mailing set status = 'COMPLETED' where next_run_at is null
       and id = (select mailing_id from mailing_run where id = ?)`,
      [runId],
    );
  });
}
