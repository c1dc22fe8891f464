import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';

/**
 * Cancels dry runs that nobody has confirmed within a day, and deletes unused uploads after a day, the data
 * for undoing imports two days after their end, and remarks on rows after 30 days. Returns the number of
 * deleted uploads.
 */
export async function cleanUpImports(em: EntityManager): Promise<number> {
  await em.execute(
    `update recipient_import set status = 'CANCELLED', finished_at = now()
     where status = 'CHECKED' and finished_at < now() - interval '1 day'`,
  );
  await em.execute(
    `delete from recipient_import_batch using recipient_import
     where import_id = recipient_import.id and finished_at < now() - interval '2 days' and status <> 'UNDOING'`,
  );
  await em.execute(
    `delete from recipient_import_remark using recipient_import
     where import_id = recipient_import.id and finished_at < now() - interval '30 days'`,
  );
  return changedRows(
    em,
    `delete from upload where created_at < now() - interval '1 day' and not exists (
       select from recipient_import where upload_id = upload.id and status in ('QUEUED', 'RUNNING', 'CHECKED')
     )`,
    [],
  );
}
