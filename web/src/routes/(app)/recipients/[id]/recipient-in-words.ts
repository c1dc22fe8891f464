import type { FieldInWords } from '#lib/forms/difference.ts';
import { m } from '#lib/paraglide/messages.js';
import { recipientState, type recipientStatuses } from '#lib/states/recipient-state.ts';

interface RecipientValues {
  email: string;
  fullName: string;
  comment: string;
  status: (typeof recipientStatuses)[number];
  listIds: readonly { label: string }[];
  attributes: readonly { name: string; value: string }[];
}

/** The fields of a recipient, to compare two versions of it. */
export function recipientInWords(values: RecipientValues): FieldInWords[] {
  return [
    { label: m.column_email(), text: values.email },
    { label: m.column_full_name(), text: values.fullName },
    { label: m.column_status(), text: recipientState(values.status).label },
    { label: m.nav_lists(), text: values.listIds.map(({ label }) => label).join(', ') },
    { label: m.column_comment(), text: values.comment },
    {
      label: m.attributes_title(),
      text: values.attributes.map(({ name, value }) => `${name}: ${value}`).join('\n'),
    },
  ];
}
