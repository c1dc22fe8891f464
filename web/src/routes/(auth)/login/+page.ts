import { redirect } from '@sveltejs/kit';
import { nextPath } from '#lib/url/next-path.ts';
import type { PageLoad } from './$types.js';

/** Who is logged in already goes on. */
export const load: PageLoad = async ({ parent, url }) => {
  const { viewer } = await parent();
  if (viewer) redirect(303, nextPath(url.searchParams));
};
