import type { Restorable } from '../deletions/restorable.ts';

/** A mailing without runs: those, with their deliveries and attempts, would be too much to keep. */
export const restorableMailing: Restorable = {
  kind: 'MAILING',
  seenWith: 'can_view_all_mailings',
  parts: [
    { table: 'mailing', key: 'id' },
    { table: 'mailing_start', key: 'mailing_id' },
    {
      table: 'mailing_recipient',
      key: 'mailing_id',
      with: { column: 'recipient_id', things: 'recipient' },
    },
    { table: 'mailing_list', key: 'mailing_id', with: { column: 'list_id', things: 'recipient_list' } },
    { table: 'mailing_segment', key: 'mailing_id', with: { column: 'segment_id', things: 'segment' } },
  ],
};
