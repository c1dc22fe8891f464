import { error, redirect } from '@sveltejs/kit';
import { loginPath } from '#lib/graphql/errors.ts';
import { m } from '#lib/paraglide/messages.js';
import { may } from '#lib/shell/viewer.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  if (!viewer) redirect(303, loginPath(event.url));
  if (!may(viewer, 'add_blogpost')) error(404, m.error_not_found());
};
