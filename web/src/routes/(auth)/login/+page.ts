import { redirect } from '@sveltejs/kit';
import { ViewerDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { nextPath } from '#lib/url/next-path.ts';
import type { PageLoad } from './$types.js';

/**
 * Redirects a visitor who is logged in already. Queries the viewer itself, because the session of the
 * layout's viewer may have ended since.
 */
export const load: PageLoad = async (event) => {
  const { viewer } = await query(event, { document: ViewerDocument, variables: {}, touchedBy: ['User'] });
  if (viewer) redirect(303, nextPath(event.url.searchParams));
};
