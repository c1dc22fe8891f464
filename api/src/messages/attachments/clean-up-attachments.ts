import type { EntityManager } from '@mikro-orm/postgresql';

/** Deletes the bytes that no message, no deleted one that may be restored, and no run carries any more. */
export async function cleanUpAttachments(em: EntityManager): Promise<void> {
  await em.execute(`delete from attached_file where created_at < now() - interval '1 day'
    and not exists (select from message_attachment where message_attachment.hash = attached_file.hash)
    and not exists (select from run_attachment where run_attachment.hash = attached_file.hash)
    and hash not in (select file ->> 'hash' from deletion
      cross join jsonb_array_elements(contents -> 'message_attachment') file where kind = 'MESSAGE')`);
}
