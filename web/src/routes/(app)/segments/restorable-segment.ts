import { DeleteSegmentDocument, RestoreSegmentDocument } from '#lib/gql/graphql.ts';
import type { Restorable } from '#lib/deletions/delete-restorable.ts';

export const restorableSegment: Restorable = {
  remove: DeleteSegmentDocument,
  restore: RestoreSegmentDocument,
  touches: ['Segment'],
};
