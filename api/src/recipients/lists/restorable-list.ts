import type { Restorable } from '../../deletions/restorable.ts';

export const restorableList: Restorable = {
  kind: 'LIST',
  seenWith: 'can_view_all_recipients',
  parts: [
    { table: 'recipient_list', key: 'id', without: ['recipient_count'] },
    {
      table: 'recipient_list_member',
      key: 'list_id',
      with: { column: 'recipient_id', things: 'recipient' },
    },
    { table: 'mailing_list', key: 'list_id', with: { column: 'mailing_id', things: 'mailing' } },
  ],
};
