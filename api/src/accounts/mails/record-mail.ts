import type { EntityManager } from '@mikro-orm/postgresql';
import { patience, type ClaimedMail } from './claim-mail.ts';

/** The result of a try: the server accepted the mail, it is given up, or it will be tried again. */
export type MailResult = 'SENT' | 'GIVEN_UP' | 'LATER';

/**
 * Records the result of a try, unless the hold expired meanwhile and another worker is trying. Returns
 * whether the mail is finished.
 */
export async function recordMail(
  em: EntityManager,
  { id, tries }: ClaimedMail,
  { result, reply, retryDelays }: { result: MailResult; reply: string; retryDelays: number[] },
): Promise<boolean> {
  const delay = retryDelays[Math.min(tries, retryDelays.length) - 1]!;
  const [row] = await em.execute<{ is_finished: boolean }[]>(
    `update account_mail set reply = ?, is_sent = ?, next_try_at = now() + make_interval(secs => ?),
       finished_at = case when ? or now() + make_interval(secs => ?) >= created_at + ${patience} then now() end
     where id = ? and tries = ? and finished_at is null returning finished_at is not null as is_finished`,
    [reply, result === 'SENT', delay, result !== 'LATER', delay, id, tries],
  );
  return row?.is_finished ?? false;
}
