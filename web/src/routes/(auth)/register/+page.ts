import { redirect } from '@sveltejs/kit';
import type { PageLoad } from './$types.js';

/** A visitor who is logged in already has an account. */
export const load: PageLoad = async ({ parent }) => {
  const { viewer } = await parent();
  if (viewer) redirect(303, '/');
};
