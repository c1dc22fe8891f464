import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../../language/locale.ts';
import type { ListedToken } from '../sessions/end-access.ts';
import type { AccountMailKind } from './account-mail.entity.ts';

/** A mail of the outbox that only this worker may send, until its hold expires. */
export interface ClaimedMail {
  id: number;
  kind: AccountMailKind;
  /** The number of this try, which differs from that of any later hold. */
  tries: number;
  happenedAt: Date;
  userId: number;
  tokens: ListedToken[];
  email: string;
  locale: Locale;
  timeZone: string;
  /** Nobody needs it any more: the account is blocked, its address confirmed, or the mail too old. */
  isPointless: boolean;
}

interface Row {
  id: number;
  kind: AccountMailKind;
  tries: number;
  created_at: string;
  user_id: number;
  tokens: ListedToken[] | null;
  email: string;
  locale: Locale;
  time_zone: string;
  is_pointless: boolean;
}

/**
 * Claims the mail that has been due longest and holds it for a number of seconds. Returns null if none is
 * due.
 */
export async function claimMail(em: EntityManager, holdSeconds: number): Promise<ClaimedMail | null> {
  const [row] = await em.execute<Row[]>(CLAIM, [holdSeconds]);
  return row ? mailOf(row) : null;
}

/**
 * When to give a mail up: somebody who requested a new password an hour ago has tried again, or is not
 * waiting.
 */
export const patience = `(case kind when 'RESET_PASSWORD' then interval '1 hour' else interval '1 day' end)`;

// The hold is a time, so the mail is retried after a worker has died. Times are rounded to the millisecond;
// otherwise a mail that was due a moment ago might not be due yet.
const CLAIM = `
with due as (
  select id from account_mail where finished_at is null and next_try_at <= now()::timestamptz(3)
  order by next_try_at, id limit 1 for update skip locked
)
update account_mail mail set tries = tries + 1, next_try_at = now() + make_interval(secs => ?)
from due, "user"
where mail.id = due.id and "user".id = mail.user_id
returning mail.id, kind, tries, mail.created_at, user_id, mail.tokens, email, locale, time_zone,
  blocked_at is not null or (kind = 'CONFIRM_EMAIL' and email_confirmed_at is not null)
    or mail.created_at + ${patience} < now() as is_pointless`;

const mailOf = (row: Row): ClaimedMail => ({
  id: row.id,
  kind: row.kind,
  tries: row.tries,
  happenedAt: new Date(row.created_at),
  userId: row.user_id,
  tokens: row.tokens ?? [],
  email: row.email,
  locale: row.locale,
  timeZone: row.time_zone,
  isPointless: row.is_pointless,
});
