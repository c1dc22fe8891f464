import { redirect } from '@sveltejs/kit';
import { ViewerDocument } from '#lib/gql/graphql.ts';
import { load as query } from '#lib/graphql/load.ts';
import { nextPath } from '#lib/url/next-path.ts';
import type { PageLoad } from './$types.js';

/** Who is logged in already goes on. Asked for itself: the layout's viewer may be one whose session has ended since. */
export const load: PageLoad = async (event) => {
  const { viewer } = await query(event, { document: ViewerDocument, variables: {}, touchedBy: ['User'] });
  if (viewer) redirect(303, nextPath(event.url.searchParams));
};
