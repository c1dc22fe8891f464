import type { EntityManager } from '@mikro-orm/postgresql';
import { changedRows } from '../db/changed-rows.ts';

/**
 * Deletes what accounts leave behind: expired links, tokens that ended a month ago, expired limits, networks
 * without a log-in for 90 days, mails that were sent or given up a week ago, and accounts whose last
 * registration was a week ago and never confirmed. Returns the number of deleted accounts.
 */
export async function cleanUpAccounts(em: EntityManager): Promise<number> {
  await em.execute('delete from mailed_link where expires_at < now()');
  await em.execute(`delete from api_token where expires_at < now() - interval '30 days'`);
  await em.execute(`delete from known_network where seen_at < now() - interval '90 days'`);
  await em.execute('delete from rate_limit where expire < extract(epoch from now()) * 1000');
  await em.execute(`delete from account_mail where finished_at < now() - interval '7 days'`);
  // Nobody could ever log in to them. One that was given something all the same is kept.
  return changedRows(
    em,
    `delete from "user" where email_confirmed_at is null and password_hash is null and blocked_at is null
     and created_at < now() - interval '7 days'
     and not exists (select from account_mail where user_id = "user".id)
     and not exists (select from recipient where owner_id = "user".id)`,
    [],
  );
}
