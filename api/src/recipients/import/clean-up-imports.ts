import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../../db/changed-rows.ts';

/**
 * Deletes uploads that are a day old and wait for nothing, what dry runs and undoing needed for a day, and what was told
 * about rows a month ago. Returns how many uploads.
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
