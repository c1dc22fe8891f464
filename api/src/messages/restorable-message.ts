import type { Restorable } from '../deletions/restorable.ts';

export const restorableMessage: Restorable = {
  kind: 'MESSAGE',
  seenWith: 'can_view_all_messages',
  parts: [
    { table: 'message', key: 'id' },
    { table: 'message_version', key: 'message_id' },
    { table: 'message_attachment', key: 'message_id' },
  ],
};
