import { redirect } from '@sveltejs/kit';
import { loginPath } from '#lib/graphql/errors.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  if (!viewer) redirect(303, loginPath(event.url));
};
