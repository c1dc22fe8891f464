import type { FieldInWords } from '#lib/forms/difference.ts';
import { m } from '#lib/paraglide/messages.js';
import type { MessageValues } from '../message-form.ts';

/** The fields of a message, to compare two versions of it. */
export function messageInWords({ subject, body, format, textPart }: MessageValues): FieldInWords[] {
  return [
    { label: m.column_subject(), text: subject },
    { label: m.message_body(), text: body, isMail: format === 'HTML' },
    { label: m.text_part(), text: textPart ?? '' },
  ];
}
