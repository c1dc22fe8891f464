import { DeleteMessageDocument, RestoreMessageDocument } from '#lib/gql/graphql.ts';
import type { Restorable } from '#lib/deletions/delete-restorable.ts';

export const restorableMessage: Restorable = {
  remove: DeleteMessageDocument,
  restore: RestoreMessageDocument,
  touches: ['Message'],
};
