import Activity from '@lucide/svelte/icons/activity';
import Bookmark from '@lucide/svelte/icons/bookmark';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Ban from '@lucide/svelte/icons/ban';
import Braces from '@lucide/svelte/icons/braces';
import House from '@lucide/svelte/icons/house';
import Inbox from '@lucide/svelte/icons/inbox';
import ListIcon from '@lucide/svelte/icons/list';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Newspaper from '@lucide/svelte/icons/newspaper';
import Mail from '@lucide/svelte/icons/mail';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Repeat from '@lucide/svelte/icons/repeat';
import Send from '@lucide/svelte/icons/send';
import Users from '@lucide/svelte/icons/users';
import UserCog from '@lucide/svelte/icons/user-cog';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { isThisMachine } from './this-machine.ts';
import { may, type Viewer } from './viewer.ts';

export interface Section {
  href: string;
  label: () => string;
  icon: Component<{ class?: string }>;
  /** After `g`: goes there. */
  key?: string;
  /** After `n` on this section: where a new one is made. */
  create?: string;
  /** Loaded as a new document: the page has a content security policy of its own. */
  reloads?: true;
}

export const work: readonly Section[] = [
  { href: '/', label: m.nav_home, icon: House, key: 'h' },
  { href: '/mailings/', label: m.nav_mailings, icon: Send, key: 'm', create: '/mailings/create/' },
  { href: '/recipients/', label: m.nav_recipients, icon: Users, key: 'r', create: '/recipients/?new' },
  { href: '/lists/', label: m.nav_lists, icon: ListIcon, key: 'l', create: '/lists/?new' },
  { href: '/segments/', label: m.nav_segments, icon: Bookmark },
  { href: '/messages/', label: m.nav_messages, icon: Mail, key: 'e', create: '/messages/create/' },
  { href: '/attempts/', label: m.nav_attempts, icon: Activity, key: 'a' },
  { href: '/reports/', label: m.nav_reports, icon: ChartColumn, key: 's' },
];

const users: Section = { href: '/users/management/', label: m.nav_users, icon: UserCog };
const groups: Section = { href: '/groups/', label: m.nav_groups, icon: UsersRound };
const suppressions: Section = { href: '/suppressions/', label: m.nav_suppressions, icon: Ban };
const intervals: Section = { href: '/intervals/', label: m.nav_intervals, icon: Repeat };
const jobs: Section = { href: '/jobs/', label: m.nav_jobs, icon: ListChecks };
const audit: Section = { href: '/audit/', label: m.nav_audit, icon: ScrollText };
const blog: Section = { href: '/blog/', label: m.nav_blog, icon: Newspaper };
const graphiql: Section = { href: '/graphiql', label: () => 'GraphiQL', icon: Braces, reloads: true };
const mailbox: Section = { href: '/mailbox', label: m.nav_mailbox, icon: Inbox };

/** What this viewer may manage. The mailbox exists only for requests from the same machine: elsewhere nothing points to it. */
export function manage(viewer: Viewer | null, url: { hostname: string }): readonly Section[] {
  return [
    ...(may(viewer, 'view_user') ? [users] : []),
    ...(viewer?.isSuperuser ? [groups] : []),
    suppressions,
    intervals,
    blog,
    ...(may(viewer, 'can_view_all_mailings') ? [jobs, audit, graphiql] : []),
    ...(isThisMachine(url) ? [mailbox] : []),
  ];
}

/** Whether the page belongs to the section. */
export function isCurrent(section: Section, pathname: string): boolean {
  const base = section.href.replace(/\/$/, '');
  return base === '' ? pathname === '/' : pathname === base || pathname.startsWith(`${base}/`);
}
