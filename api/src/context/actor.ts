import type { Locale } from '../language/locale.ts';
import type { TokenScope } from './token-scope.ts';

/** A right of Django's names; groups carry them as data. Each has an effect: what would have none is not here. */
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

/** Who asks: nobody, a person, or Postline itself (commands and jobs). */
export interface Actor {
  /** Null for nobody and for Postline itself. */
  id: number | null;
  email: string;
  fullName: string;
  locale: Locale;
  isSuperuser: boolean;
  permissions: ReadonlySet<string>;
  /** What the API token allows; null if no token limits it. */
  scopes: ReadonlySet<TokenScope> | null;
  /** The row of the session, where one was used. */
  sessionId: number | null;
  /** The row of the API token, where one was used. */
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
/** What opens the section in which others' things are shown. */
const sections: Partial<Record<Codename, Codename>> = {
  can_view_all_recipients: 'view_recipient',
  can_view_all_messages: 'view_message',
  can_view_all_mailings: 'view_mailing',
};

/** Whether a permission counts: that to see all of a section does only with that which opens the section. */
export function has(actor: Actor, permission: Codename): boolean {
  if (actor.isSuperuser) return true;
  const section = sections[permission];
  return actor.permissions.has(permission) && (!section || actor.permissions.has(section));
}
export const owns = (actor: Actor, thing: { owner: { id: number } }) =>
  actor.id !== null && thing.owner.id === actor.id;
