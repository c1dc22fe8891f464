import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types.js';

/** Who is logged in has an account already. */
export const load: PageLoad = async ({ parent }) => {
  const { viewer } = await parent();
  if (viewer) redirect(303, '/');
};
