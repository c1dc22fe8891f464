import { isHttpError } from '@sveltejs/kit';
import { ViewerDocument } from '#lib/gql/graphql.ts';
import { load as query } from '#lib/graphql/load.ts';
import type { LayoutLoad } from './$types.js';

export const trailingSlash = 'ignore';

export const load: LayoutLoad = async (event) => {
  try {
    const { viewer, overview } = await query(event, {
      document: ViewerDocument,
      variables: {},
      touchedBy: ['Mailing', 'MailingRun', 'User'],
    });
    return { viewer, liveCount: overview.activeMailingCount };
  } catch (failure) {
    if (!isHttpError(failure)) throw failure;
    // An error of the root layout would show Kit's bare page: the page's own load fails into +error.svelte.
    return { viewer: null, liveCount: 0 };
  }
};
