import type { MailTheme } from '#lib/editor/mail/theme.ts';
import { writeMail } from '#lib/editor/mail/write-mail.ts';
import { m } from '#lib/paraglide/messages.js';
import { emptyMessage, greeting, wayOut, type MessageValues } from './message-form.ts';

/** A message to start from. */
export interface Starter {
  label: () => string;
  make: (theme: MailTheme) => MessageValues;
}

type Block = { type: string; [key: string]: unknown };

const text = (content: string) => [{ type: 'text', text: content }];
const paragraph = (content: string): Block => ({ type: 'paragraph', content: text(content) });
const heading = (content: string, level = 1): Block => ({
  type: 'heading',
  attrs: { level },
  content: text(content),
});
const button = (label: string): Block => ({
  type: 'mailButton',
  attrs: { href: 'https://example.com/' },
  content: text(label),
});
const line: Block = { type: 'horizontalRule' };

const message = (subject: string, blocks: Block[], theme: MailTheme): MessageValues => ({
  subject,
  body: writeMail({ type: 'doc', content: [...blocks, line, wayOut()] }, theme),
  format: 'HTML',
  textPart: null,
});

const news = (theme: MailTheme) => {
  const part = [
    heading(m.starter_news_part(), 2),
    paragraph(m.starter_news_text()),
    button(m.starter_news_more()),
  ];
  const blocks = [
    heading(m.starter_news_subject()),
    greeting(),
    paragraph(m.starter_news_lead()),
    ...part,
    line,
    ...part,
  ];
  return message(m.starter_news_subject(), blocks, theme);
};

const offer = (theme: MailTheme) => {
  const blocks = [heading(m.starter_offer_title()), greeting(), paragraph(m.starter_offer_text())];
  return message(m.starter_offer_subject(), [...blocks, button(m.starter_offer_button())], theme);
};

const invitation = (theme: MailTheme) => {
  const column = (name: string): Block => ({ type: 'column', content: [heading(name, 3), paragraph('…')] });
  const columns = [column(m.starter_invitation_when()), column(m.starter_invitation_where())];
  const blocks = [
    heading(m.starter_invitation_title()),
    greeting(),
    paragraph(m.starter_invitation_text()),
    { type: 'columns', content: columns },
    button(m.starter_invitation_button()),
  ];
  return message(m.starter_invitation_subject(), blocks, theme);
};

export const starters: readonly Starter[] = [
  { label: m.starter_blank, make: emptyMessage },
  { label: m.starter_news, make: news },
  { label: m.starter_offer, make: offer },
  { label: m.starter_invitation, make: invitation },
];
