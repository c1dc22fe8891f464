import { createHash } from 'node:crypto';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { Locale } from '../../language/text.ts';
import type { Actor } from '../actor.ts';

interface Row {
  id: number;
  email: string;
  full_name: string;
  locale: Locale;
  is_superuser: boolean;
  session_id: number;
  permissions: string[];
}

/** What the database keeps of a session's token. */
export const hashToken = (token: string) => createHash('sha256').update(token).digest();

/** Who a session's token belongs to, with the permissions of now; null where it has ended or the user is blocked. One statement. */
export async function findActor(em: EntityManager, token: string): Promise<Actor | null> {
  const [row] = await em.execute<Row[]>(
    `select u.id, u.email, u.full_name, u.locale, u.is_superuser, s.id as session_id, array(
       select distinct gp.codename from group_member gm join group_permission gp on gp.group_id = gm.group_id
       where gm.user_id = u.id) as permissions
     from session s join "user" u on u.id = s.user_id
     where s.token_hash = ? and s.expires_at > now() and u.blocked_at is null`,
    [hashToken(token)],
  );
  return row ? actorOf(row) : null;
}

const actorOf = (row: Row): Actor => ({
  id: row.id,
  email: row.email,
  fullName: row.full_name,
  locale: row.locale,
  isSuperuser: row.is_superuser,
  permissions: new Set(row.permissions),
  scopes: null,
  sessionId: row.session_id,
});
