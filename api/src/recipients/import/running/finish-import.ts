import type { EntityManager } from '@mikro-orm/postgresql';
import { recordOfService } from '../../../audit/record.ts';
import type { TextKey } from '../../../language/text.ts';
import type { Log } from '../../../platform/log.ts';
import { LeaseLost, type ClaimedImport } from './claim-import.ts';

interface Ending {
  log: Log;
  status: 'CHECKED' | 'COMPLETED' | 'FAILED';
  error?: TextKey | null;
}

interface Ended {
  owner_id: number;
  file_name: string;
  rows: number;
  created: number;
  updated: number;
  rejected: number;
}

/** Ends an import, records it and deletes its file, unless the import is only checked. */
export async function finishImport(
  em: EntityManager,
  { id, lease, uploadId }: ClaimedImport,
  { log, status, error = null }: Ending,
): Promise<void> {
  await em.transactional(async (tx) => {
    const [ended] = await tx.execute<Ended[]>(
      `update recipient_import set status = ?, error = ?, lease = null, leased_until = null, finished_at = now()
       where id = ? and lease = ? and status in ('RUNNING', 'UNDOING')
       returning owner_id, file_name, row_count as rows, created_count as created, updated_count as updated,
         rejected_count as rejected`,
      [status, error, id, lease],
    );
    if (!ended) throw new LeaseLost();
    if (status === 'CHECKED') return;
    await tx.execute('delete from upload where id = ?', [uploadId]);
    const { owner_id: ownerId, file_name: subjectName, ...counts } = ended;
    await recordOfService(tx, log, {
      action: 'IMPORT_ENDED',
      subject: 'RECIPIENTS',
      subjectName,
      ownerId,
      details: { import: id, status, ...counts },
    });
  });
}
