import { redirect } from '@sveltejs/kit';
import { loginPath } from '#lib/graphql/errors.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async ({ parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, loginPath(url));
};
