import type { Locale } from '../../language/locale.ts';
import { textOf, type TextKey, type TextParams } from '../../language/text.ts';
import type { ListedToken } from '../sessions/end-access.ts';
import type { AccountMailKind } from './account-mail.entity.ts';

/** The texts of an account mail, before layout. */
export interface AccountMailText {
  subject: string;
  intro: string;
  /** Lists of what the mail reports. */
  lists?: { title: string; items: string[] }[];
  /** What the reader should do. */
  action: { label: string; url: string };
  /** An alternative action. */
  other?: { label: string; url: string };
  /** What to do if it was somebody else. */
  note: string;
}

interface AccountMailFacts {
  kind: AccountMailKind;
  locale: Locale;
  timeZone: string;
  /** When the event that the mail is about happened. */
  happenedAt: Date;
  baseUrl: string;
  /** For the link, if this kind of mail has one. */
  token: string | null;
  /** The API tokens that exist or were revoked. */
  tokens: ListedToken[];
}

/**
 * Returns the texts of an account mail. They contain nothing that was typed for a registration, because
 * whoever registers an address may not own it: a name would be a way to write to strangers.
 */
export function accountMailText(facts: AccountMailFacts): AccountMailText {
  const { kind, locale } = facts;
  return texts[kind](facts, (key, params) => textOf(locale, key, params));
}

type Text = (key: TextKey, params?: TextParams) => string;

const texts: Record<AccountMailKind, (facts: AccountMailFacts, text: Text) => AccountMailText> = {
  CONFIRM_EMAIL: ({ baseUrl, token }, text) => ({
    subject: text('MAIL_CONFIRM_SUBJECT'),
    intro: text('MAIL_CONFIRM'),
    action: { label: text('MAIL_CONFIRM_ACTION'), url: `${baseUrl}/confirm-email/${token}` },
    note: text('MAIL_CONFIRM_NOTE'),
  }),
  ALREADY_REGISTERED: (facts, text) => ({
    subject: text('MAIL_REGISTERED_SUBJECT'),
    intro: text('MAIL_REGISTERED'),
    action: logInAt(facts, text),
    other: recoverAt(facts, text),
    note: text('MAIL_REGISTERED_NOTE'),
  }),
  RESET_PASSWORD: ({ baseUrl, token }, text) => ({
    subject: text('MAIL_RESET_SUBJECT'),
    intro: text('MAIL_RESET'),
    action: { label: text('MAIL_RESET_ACTION'), url: `${baseUrl}/password-reset/${token}` },
    note: text('MAIL_RESET_NOTE'),
  }),
  PASSWORD_CHANGED: (facts, text) => ({
    subject: text('MAIL_CHANGED_SUBJECT'),
    intro: text('MAIL_CHANGED', { time: timeOf(facts, facts.happenedAt) }),
    lists: [
      { title: text('MAIL_TOKENS_REVOKED'), items: namesOf(facts, true) },
      { title: text('MAIL_TOKENS_KEPT'), items: namesOf(facts, false) },
    ].filter(({ items }) => items.length > 0),
    action: recoverAt(facts, text),
    note: text('MAIL_CHANGED_NOTE'),
  }),
  ACCOUNT_APPROVED: (facts, text) => ({
    subject: text('MAIL_APPROVED_SUBJECT'),
    intro: text('MAIL_APPROVED'),
    action: logInAt(facts, text),
    note: text('MAIL_APPROVED_NOTE'),
  }),
  WEBHOOK_DISABLED: ({ baseUrl }, text) => ({
    subject: text('MAIL_WEBHOOK_SUBJECT'),
    intro: text('MAIL_WEBHOOK'),
    action: { label: text('MAIL_WEBHOOK_ACTION'), url: `${baseUrl}/webhooks/` },
    note: text('MAIL_WEBHOOK_NOTE'),
  }),
};

const logInAt = ({ baseUrl }: AccountMailFacts, text: Text) => ({
  label: text('MAIL_LOG_IN'),
  url: `${baseUrl}/login`,
});
const recoverAt = ({ baseUrl }: AccountMailFacts, text: Text) => ({
  label: text('MAIL_RECOVER'),
  url: `${baseUrl}/password-recovery`,
});

/**
 * Lists tokens by name and last use. Somebody who took the account over may have named them, so nothing that
 * could be a link is kept.
 */
function namesOf(facts: AccountMailFacts, isRevoked: boolean): string[] {
  return facts.tokens
    .filter((token) => token.isRevoked === isRevoked)
    .map(({ name, lastUsedAt }) => {
      const plain = name
        .replace(/[^\p{L}\p{M}\p{N}_-]+/gu, ' ')
        .trim()
        .slice(0, 40);
      if (lastUsedAt === null) return textOf(facts.locale, 'MAIL_TOKEN_UNUSED', { name: plain });
      return textOf(facts.locale, 'MAIL_TOKEN_USED', {
        name: plain,
        time: timeOf(facts, new Date(lastUsedAt)),
      });
    });
}

const timeOf = ({ locale, timeZone }: AccountMailFacts, time: Date) =>
  time.toLocaleString(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
