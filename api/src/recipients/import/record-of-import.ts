import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import type { RecipientImport } from './recipient-import.entity.ts';

/** Records an import in the transaction that begins or undoes it. */
export const recordOfImport = (
  ctx: Context,
  { id, fileName, owner }: RecipientImport,
  action: 'RECIPIENTS_IMPORTED' | 'IMPORT_UNDONE',
): Promise<void> =>
  record(ctx, {
    action,
    subject: 'RECIPIENTS',
    subjectName: fileName,
    ownerId: owner.id,
    details: { import: id },
  });
