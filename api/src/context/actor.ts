import type { Locale } from '../language/locale.ts';
import type { TokenScope } from './token-scope.ts';

/** A permission, named as in Django; groups store them as data. Each one has an effect. */
export type Codename =
  | `${'view' | 'change'}_${'user' | 'recipient' | 'message' | 'mailing' | 'blogpost'}`
  | `delete_${'recipient' | 'message' | 'mailing' | 'interval' | 'blogpost'}`
  | `add_${'interval' | 'blogpost'}`
  | 'view_group'
  | 'change_interval'
  | 'can_view_all_recipients'
  | 'can_view_all_messages'
  | 'can_view_all_mailings'
  | 'can_disable_mailing';

/** The actor of a request: nobody, a person, or Postline itself (commands and jobs). */
export interface Actor {
  /** Null for nobody and for Postline itself. */
  id: number | null;
  email: string;
  fullName: string;
  locale: Locale;
  isSuperuser: boolean;
  permissions: ReadonlySet<string>;
  /** What the API token permits; null if no token limits it. */
  scopes: ReadonlySet<TokenScope> | null;
  /** The session's number, if there is one. */
  sessionId: number | null;
  /** The API token's number, if there is one. */
  tokenId: number | null;
}

export const anonymous = (locale: Locale): Actor => ({
  id: null,
  email: '',
  fullName: '',
  locale,
  isSuperuser: false,
  permissions: new Set(),
  scopes: null,
  sessionId: null,
  tokenId: null,
});

/** Commands and jobs: may do everything, owns nothing. */
export const system = (locale: Locale): Actor => ({ ...anonymous(locale), isSuperuser: true });

export const isSignedIn = (actor: Actor) => actor.id !== null;
/** The permission that opens the section in which others' things are shown. */
const sections: Partial<Record<Codename, Codename>> = {
  can_view_all_recipients: 'view_recipient',
  can_view_all_messages: 'view_message',
  can_view_all_mailings: 'view_mailing',
};

/**
 * Whether the actor has a permission that counts: the permission to see everything in a section requires the
 * one that opens the section.
 */
export function has(actor: Actor, permission: Codename): boolean {
  if (actor.isSuperuser) return true;
  const section = sections[permission];
  return actor.permissions.has(permission) && (!section || actor.permissions.has(section));
}
export const owns = (actor: Actor, thing: { owner: { id: number } }) =>
  actor.id !== null && thing.owner.id === actor.id;
