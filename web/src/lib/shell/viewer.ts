import { page } from '$app/state';
import type { ViewerQuery } from '#lib/gql/graphql.ts';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** The viewer of the page; null when signed out. For components: it follows the page's data. */
export function viewer(): Viewer | null {
  return (page.data.viewer as Viewer | null | undefined) ?? null;
}

/** The time zone for displayed times: the viewer's, the same on the server and in the browser. */
export function viewerZone(): string {
  return viewer()?.timeZone ?? 'UTC';
}

/** Whether the viewer has a permission, from a group or as a superuser. */
export function may(viewer: Viewer | null, codename: string): boolean {
  if (!viewer) return false;
  return viewer.isSuperuser || viewer.permissions.some((permission) => permission.codename === codename);
}

/** Whether the viewer sees other people's things, and so needs to see their owners. */
export function seesEverybody(): boolean {
  return may(viewer(), 'can_view_all_mailings');
}
