import { error, redirect } from '@sveltejs/kit';
import { loginPath } from '#lib/graphql/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { may } from '#lib/shell/viewer.ts';
import type { PageLoad } from './$types.js';

/** For viewers who may read the schema; for others the page does not exist. */
export const load: PageLoad = async ({ parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, loginPath(url));
  if (!may(viewer, 'can_view_all_mailings')) error(404, m.error_not_found(), { code: 'NOT_FOUND' });
};
