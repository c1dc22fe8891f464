import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { writeMail } from '#lib/editor/mail/write-mail.ts';
import type { MailTheme } from '#lib/editor/mail/theme.ts';
import { filledRule } from '#lib/forms/rules.ts';

export type MessageValues = {
  subject: string;
  body: string;
  format: 'HTML' | 'TEXT';
  /** Null if it is generated. */
  textPart: string | null;
};

/** A new message starts with what every mail needs: a greeting and a link to unsubscribe. */
export function emptyMessage(theme?: MailTheme): MessageValues {
  const content = [greeting(), { type: 'paragraph' }, wayOut()];
  return { subject: '', body: writeMail({ type: 'doc', content }, theme), format: 'HTML', textPart: null };
}

/** A paragraph with the reader's name. */
export function greeting() {
  const [before = '', behind = ''] = m.message_greeting({ name: NAME_HERE }).split(NAME_HERE);
  const content = [
    { type: 'text', text: before },
    { type: 'placeholder', attrs: { code: `{{ recipient.fullName | default: "${m.message_somebody()}" }}` } },
    { type: 'text', text: behind },
  ];
  return { type: 'paragraph', content };
}

/** A paragraph with the link to unsubscribe. */
export function wayOut() {
  const marks = [{ type: 'link', attrs: { href: '{{ unsubscribeUrl }}' } }];
  return { type: 'paragraph', content: [{ type: 'text', text: m.message_unsubscribe(), marks }] };
}

const NAME_HERE = '\u0000';

export function valuesOf({ subject, body, format, textPart }: MessageValues): MessageValues {
  return { subject, body, format, textPart };
}

/** A new message with the content of another one. */
export function copyOf({ subject, body, format, textPart }: MessageValues): MessageValues {
  return { subject: m.copy_of({ name: subject }), body, format, textPart };
}

export function messageSchema() {
  return v.object({
    subject: filledRule(m.message_subject_required()),
    body: v.pipe(v.string(), v.nonEmpty(m.message_body_required())),
    format: v.picklist(['HTML', 'TEXT']),
    textPart: v.nullable(v.string()),
  });
}
