import { redirect } from '@sveltejs/kit';
import { loginPath } from '#lib/graphql/errors.ts';
import type { LayoutLoad } from './$types.js';

export const load: LayoutLoad = async ({ parent, url }) => {
  const { viewer } = await parent();
  if (!viewer) redirect(303, loginPath(url));
  return { account: viewer };
};
