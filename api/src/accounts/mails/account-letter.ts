import type { Locale } from '../../language/locale.ts';
import { textOf } from '../../language/text.ts';
import type { ListedToken } from '../sessions/end-access.ts';
import type { AccountMailKind } from './account-mail.entity.ts';

/** What an account mail says, before it is laid out. */
export interface AccountLetter {
  subject: string;
  intro: string;
  /** Lists of what it tells of. */
  lists?: { title: string; items: string[] }[];
  /** The thing to do. */
  action: { label: string; url: string };
  /** Another thing that may be meant. */
  other?: { label: string; url: string };
  /** What if it was somebody else. */
  note: string;
}

interface LetterFacts {
  kind: AccountMailKind;
  locale: Locale;
  timeZone: string;
  /** When that happened which the mail tells of. */
  happenedAt: Date;
  baseUrl: string;
  /** For the link, where the kind has one. */
  token: string | null;
  /** The API tokens that there are or were. */
  tokens: ListedToken[];
}

/**
 * The words of an account mail. Nothing that somebody typed for a registration stands in it, as whoever registers an
 * address need not own it: a name would be a way to write to strangers.
 */
export function accountLetter(facts: LetterFacts): AccountLetter {
  const { kind, locale, baseUrl, token } = facts;
  const text: Text = (key, params) => textOf(locale, key, params);
  const logIn = { label: text('MAIL_LOG_IN'), url: `${baseUrl}/login` };
  const recover = { label: text('MAIL_RECOVER'), url: `${baseUrl}/password-recovery` };
  switch (kind) {
    case 'CONFIRM_EMAIL':
      return {
        subject: text('MAIL_CONFIRM_SUBJECT'),
        intro: text('MAIL_CONFIRM'),
        action: { label: text('MAIL_CONFIRM_ACTION'), url: `${baseUrl}/confirm-email/${token}` },
        note: text('MAIL_CONFIRM_NOTE'),
      };
    case 'ALREADY_REGISTERED':
      return {
        subject: text('MAIL_REGISTERED_SUBJECT'),
        intro: text('MAIL_REGISTERED'),
        action: logIn,
        other: recover,
        note: text('MAIL_REGISTERED_NOTE'),
      };
    case 'RESET_PASSWORD':
      return {
        subject: text('MAIL_RESET_SUBJECT'),
        intro: text('MAIL_RESET'),
        action: { label: text('MAIL_RESET_ACTION'), url: `${baseUrl}/password-reset/${token}` },
        note: text('MAIL_RESET_NOTE'),
      };
    case 'PASSWORD_CHANGED':
      return {
        subject: text('MAIL_CHANGED_SUBJECT'),
        intro: text('MAIL_CHANGED', { time: timeOf(facts, facts.happenedAt) }),
        lists: [
          { title: text('MAIL_TOKENS_REVOKED'), items: namesOf(facts, true) },
          { title: text('MAIL_TOKENS_KEPT'), items: namesOf(facts, false) },
        ].filter(({ items }) => items.length > 0),
        action: recover,
        note: text('MAIL_CHANGED_NOTE'),
      };
    case 'ACCOUNT_APPROVED':
      return {
        subject: text('MAIL_APPROVED_SUBJECT'),
        intro: text('MAIL_APPROVED'),
        action: logIn,
        note: text('MAIL_APPROVED_NOTE'),
      };
  }
}

type Text = (key: Parameters<typeof textOf>[1], params?: Parameters<typeof textOf>[2]) => string;

/** Tokens by name and last use. Whoever took an account over may have named some of them: nothing stays that could be a link. */
function namesOf(facts: LetterFacts, isRevoked: boolean): string[] {
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

const timeOf = ({ locale, timeZone }: LetterFacts, time: Date) =>
  time.toLocaleString(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
    timeZoneName: 'short',
    timeZone,
  });
