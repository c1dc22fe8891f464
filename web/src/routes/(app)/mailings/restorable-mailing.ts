import { DeleteMailingDocument, RestoreMailingDocument } from '#lib/gql/graphql.ts';
import type { Restorable } from '#lib/deletions/delete-restorable.ts';

export const restorableMailing: Restorable = {
  remove: DeleteMailingDocument,
  restore: RestoreMailingDocument,
  touches: ['Mailing', 'Message', 'Segment'],
};
