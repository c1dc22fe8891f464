import { hash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import { executePrepared } from '../../db/execute-prepared.ts';
import { User } from '../user.entity.ts';
import type { Locale } from '../../language/locale.ts';
import { anonymous, type Actor } from '../../context/actor.ts';

let known: string | undefined;

/** The columns of a user `u` that identify the actor: the user, and the current permissions. */
export const actorColumns = (em: EntityManager) =>
  (known ??= `${userColumns(em)}, array(
    select distinct gp.codename from group_member gm join group_permission gp on gp.group_id = gm.group_id
    where gm.user_id = u.id) as permissions`);

const userColumns = (em: EntityManager) =>
  em
    .getMetadata(User)
    .props.filter(({ kind, persist, lazy }) => kind === 'scalar' && persist !== false && !lazy)
    .flatMap(({ fieldNames }) => fieldNames.map((name) => `u."${name}"`))
    .join();

/** A row with those columns. */
export interface ActorRow {
  id: number;
  email: string;
  full_name: string;
  locale: Locale;
  is_superuser: boolean;
  permissions: string[];
}

/** Returns what the database stores of a session's token. */
export const hashToken = (token: string) => hash('sha256', token, 'buffer');

/** The user of a session or an API token. */
export interface FoundActor {
  actor: Actor;
  /** The user's current columns. */
  user: object;
  /** The session's or token's number, if its use should be recorded. */
  toNote: number | null;
}

/**
 * Returns the user of a session's token, with current permissions, or null if the session has ended or the
 * user is blocked. One statement.
 */
export async function findActor(em: EntityManager, token: string): Promise<FoundActor | null> {
  const [row] = await executePrepared<ActorRow & { session_id: number; is_noted: boolean }>(em, {
    name: 'actor_of_session',
    sql: `select ${actorColumns(em)}, s.id as session_id, s.last_seen_at > now() - interval '1 minute' as is_noted
     from session s join "user" u on u.id = s.user_id
     where s.token_hash = $1 and s.expires_at > now() and u.blocked_at is null`,
    values: [hashToken(token)],
  });
  if (!row) return null;
  const actor = { ...actorOf(row), sessionId: row.session_id };
  const { permissions: _permissions, session_id: sessionId, is_noted: isNoted, ...user } = row;
  return { actor, user, toNote: isNoted ? null : sessionId };
}

/** Records that a session is in use. If several requests do so at once, one succeeds and none waits. */
export async function noteSessionUse(em: EntityManager, sessionId: number): Promise<void> {
  await em.execute(
    `update session set last_seen_at = now() where id = (
       select id from session where id = ? and last_seen_at <= now() - interval '1 minute' for update skip locked)`,
    [sessionId],
  );
}

/** The actor in a row, without session or scopes. */
export const actorOf = (row: ActorRow): Actor => ({
  ...anonymous(row.locale),
  id: row.id,
  email: row.email,
  fullName: row.full_name,
  isSuperuser: row.is_superuser,
  permissions: new Set(row.permissions),
});
