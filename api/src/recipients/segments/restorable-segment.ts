import type { Restorable } from '../../deletions/restorable.ts';

/** No mailing uses a segment that is deleted, so that nothing else belongs to it. */
export const restorableSegment: Restorable = {
  kind: 'SEGMENT',
  seenWith: 'can_view_all_recipients',
  parts: [{ table: 'segment', key: 'id' }],
};
