import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import type { RecipientImport } from './recipient-import.entity.ts';

type ImportAction = 'RECIPIENTS_IMPORTED' | 'IMPORT_UNDONE' | 'IMPORT_ENDED';

/** Records an import in the audit log. Call it in the transaction that begins, ends or undoes it. */
export const recordOfImport = (
  ctx: Context,
  { id, fileName, owner }: RecipientImport,
  { action, counts = {} }: { action: ImportAction; counts?: Record<string, string | number> },
): Promise<void> =>
  record(ctx, {
    action,
    subject: 'RECIPIENTS',
    subjectName: fileName,
    ownerId: owner.id,
    details: { import: id, ...counts },
  });
