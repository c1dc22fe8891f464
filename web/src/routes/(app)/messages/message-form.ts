import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { filledRule } from '#lib/forms/rules.ts';

export type MessageValues = { subject: string; body: string; format: 'HTML' | 'TEXT' };

/** A new message starts with what every mail needs: a greeting and a way out. */
export function emptyMessage(): MessageValues {
  return { subject: '', body: m.message_start(), format: 'HTML' };
}

export function valuesOf({ subject, body, format }: MessageValues): MessageValues {
  return { subject, body, format };
}

/** A new message that begins as another one. */
export function copyOf({ subject, body, format }: MessageValues): MessageValues {
  return { subject: m.copy_of({ name: subject }), body, format };
}

export function messageSchema() {
  return v.object({
    subject: filledRule(m.message_subject_required()),
    body: v.pipe(v.string(), v.nonEmpty(m.message_body_required())),
    format: v.picklist(['HTML', 'TEXT']),
  });
}
