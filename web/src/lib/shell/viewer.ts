import { page } from '$app/state';
import type { ViewerQuery } from '#lib/gql/graphql.ts';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** Who looks at the page; null when signed out. For components: it follows the page's data. */
export function viewer(): Viewer | null {
  return (page.data.viewer as Viewer | null | undefined) ?? null;
}

/** The zone in which times are shown: the viewer's, on the server and in the browser alike. */
export function viewerZone(): string {
  return viewer()?.timeZone ?? 'UTC';
}

/** Whether a permission is given, by a group or because everything is. */
export function may(viewer: Viewer | null, codename: string): boolean {
  if (!viewer) return false;
  return viewer.isSuperuser || viewer.permissions.some((permission) => permission.codename === codename);
}

/** Whether the viewer sees what others own, and so needs to see whose it is. */
export function seesEverybody(): boolean {
  return may(viewer(), 'can_view_all_mailings');
}
