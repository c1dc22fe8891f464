import type { Viewer } from './viewer.ts';

/** A thing that the viewer has opened. */
export interface Recent {
  href: string;
  label: string;
}

const most = 6;
const things = /^\/(mailings|messages|recipients|segments|webhooks)\/\d+\/$/;
const keyOf = ({ id }: Pick<Viewer, 'id'>) => `recent:${id}`;

/** What was opened last in this browser, newest first. */
export function recentThings(viewer: Pick<Viewer, 'id'>): Recent[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(viewer)) ?? '[]');
    return Array.isArray(kept) ? kept.filter(isRecent) : [];
  } catch {
    return [];
  }
}

/** Keeps that the page of a thing is open; other pages are not kept. */
export function noteRecent(
  viewer: Pick<Viewer, 'id'>,
  { pathname }: { pathname: string },
  title: string,
): void {
  const label = title.split(' · ')[0] ?? '';
  if (!things.test(pathname) || label === '') return;
  const others = recentThings(viewer).filter(({ href }) => href !== pathname);
  try {
    localStorage.setItem(
      keyOf(viewer),
      JSON.stringify([{ href: pathname, label }, ...others].slice(0, most)),
    );
  } catch {
    // A browser may keep nothing.
  }
}

const isRecent = (kept: unknown): kept is Recent =>
  typeof kept === 'object' &&
  kept !== null &&
  'href' in kept &&
  'label' in kept &&
  typeof kept.href === 'string' &&
  typeof kept.label === 'string' &&
  things.test(kept.href);
