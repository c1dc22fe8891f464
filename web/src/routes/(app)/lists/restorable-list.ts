import { DeleteListDocument, RestoreListDocument } from '#lib/gql/graphql.ts';
import type { Restorable } from '#lib/deletions/delete-restorable.ts';

export const restorableList: Restorable = {
  remove: DeleteListDocument,
  restore: RestoreListDocument,
  touches: ['RecipientList', 'Recipient', 'Mailing'],
};
