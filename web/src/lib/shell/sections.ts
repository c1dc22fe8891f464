import AtSign from '@lucide/svelte/icons/at-sign';
import Activity from '@lucide/svelte/icons/activity';
import Bookmark from '@lucide/svelte/icons/bookmark';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import Ban from '@lucide/svelte/icons/ban';
import Braces from '@lucide/svelte/icons/braces';
import House from '@lucide/svelte/icons/house';
import Inbox from '@lucide/svelte/icons/inbox';
import ListIcon from '@lucide/svelte/icons/list';
import ListChecks from '@lucide/svelte/icons/list-checks';
import CalendarClock from '@lucide/svelte/icons/calendar-clock';
import MonitorSmartphone from '@lucide/svelte/icons/monitor-smartphone';
import Newspaper from '@lucide/svelte/icons/newspaper';
import PackageCheck from '@lucide/svelte/icons/package-check';
import Settings from '@lucide/svelte/icons/settings';
import Mail from '@lucide/svelte/icons/mail';
import ScrollText from '@lucide/svelte/icons/scroll-text';
import Repeat from '@lucide/svelte/icons/repeat';
import Send from '@lucide/svelte/icons/send';
import Webhook from '@lucide/svelte/icons/webhook';
import Users from '@lucide/svelte/icons/users';
import UserCog from '@lucide/svelte/icons/user-cog';
import UsersRound from '@lucide/svelte/icons/users-round';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';
import { may, type Viewer } from './viewer.ts';

export interface Section {
  href: string;
  label: () => string;
  icon: Component<{ class?: string }>;
  /** Pressed after `g`, goes there. */
  key?: string;
  /** The page that creates a new item, opened by `n` in this section. */
  create?: string;
  /** Loaded as a new document, because the page has a content security policy of its own. */
  reloads?: true;
}

export const work: readonly Section[] = [
  { href: '/', label: m.nav_home, icon: House, key: 'h' },
  { href: '/mailings/', label: m.nav_mailings, icon: Send, key: 'm', create: '/mailings/create/' },
  { href: '/recipients/', label: m.nav_recipients, icon: Users, key: 'r', create: '/recipients/?new' },
  { href: '/lists/', label: m.nav_lists, icon: ListIcon, key: 'l', create: '/lists/?new' },
  { href: '/segments/', label: m.nav_segments, icon: Bookmark, create: '/segments/create/' },
  { href: '/messages/', label: m.nav_messages, icon: Mail, key: 'e', create: '/messages/create/' },
  { href: '/attempts/', label: m.nav_attempts, icon: Activity, key: 'a' },
  { href: '/deliveries/', label: m.nav_deliveries, icon: PackageCheck },
  { href: '/reports/', label: m.nav_reports, icon: ChartColumn, key: 's' },
];

const users: Section = { href: '/users/management/', label: m.nav_users, icon: UserCog };
const groups: Section = { href: '/groups/', label: m.nav_groups, icon: UsersRound };
const senders: Section = { href: '/senders/', label: m.nav_senders, icon: AtSign };
const suppressions: Section = { href: '/suppressions/', label: m.nav_suppressions, icon: Ban };
const intervals: Section = { href: '/intervals/', label: m.nav_intervals, icon: Repeat };
const starts: Section = { href: '/starts/', label: m.nav_starts, icon: CalendarClock };
const sessions: Section = { href: '/sessions/', label: m.nav_sessions, icon: MonitorSmartphone };
const settings: Section = { href: '/settings/', label: m.nav_settings, icon: Settings };
const jobs: Section = { href: '/jobs/', label: m.nav_jobs, icon: ListChecks };
const audit: Section = { href: '/audit/', label: m.nav_audit, icon: ScrollText };
const webhooks: Section = {
  href: '/webhooks/',
  label: m.nav_webhooks,
  icon: Webhook,
  create: '/webhooks/?new',
};
const blog: Section = { href: '/blog/', label: m.nav_blog, icon: Newspaper };
const graphiql: Section = { href: '/graphiql', label: () => 'GraphiQL', icon: Braces, reloads: true };
const mailbox: Section = { href: '/mailbox', label: m.nav_mailbox, icon: Inbox };

/**
 * The sections that this viewer may manage. The mailbox exists only where mails are caught, for requests from the
 * same machine: elsewhere nothing links to it.
 */
export function manage(viewer: Viewer | null, readsMails: boolean): readonly Section[] {
  return [
    ...(may(viewer, 'view_user') ? [users] : []),
    ...(viewer?.isSuperuser ? [groups, sessions] : []),
    senders,
    suppressions,
    starts,
    intervals,
    webhooks,
    blog,
    ...(may(viewer, 'can_view_all_mailings') ? [jobs, audit, graphiql] : []),
    ...(viewer?.isSuperuser ? [settings] : []),
    ...(readsMails ? [mailbox] : []),
  ];
}

/** Whether the page belongs to the section. */
export function isCurrent(section: Section, pathname: string): boolean {
  const base = section.href.replace(/\/$/, '');
  return base === '' ? pathname === '/' : pathname === base || pathname.startsWith(`${base}/`);
}
