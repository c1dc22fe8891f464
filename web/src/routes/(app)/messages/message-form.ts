import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { writeMail } from '#lib/editor/mail/write-mail.ts';
import { filledRule } from '#lib/forms/rules.ts';

export type MessageValues = { subject: string; body: string; format: 'HTML' | 'TEXT' };

/** A new message starts with what every mail needs: a greeting and a way out. */
export function emptyMessage(): MessageValues {
  const [before = '', behind = ''] = m.message_greeting({ name: NAME_HERE }).split(NAME_HERE);
  const greeting = [
    { type: 'text', text: before },
    { type: 'placeholder', attrs: { code: `{{ recipient.fullName | default: "${m.message_somebody()}" }}` } },
    { type: 'text', text: behind },
  ];
  const marks = [{ type: 'link', attrs: { href: '{{ unsubscribeUrl }}' } }];
  const wayOut = [{ type: 'text', text: m.message_unsubscribe(), marks }];
  const paragraphs = [greeting, [], wayOut].map((content) => ({ type: 'paragraph', content }));
  return { subject: '', body: writeMail({ type: 'doc', content: paragraphs }), format: 'HTML' };
}

const NAME_HERE = '\u0000';

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
