import { isHttpError } from '@sveltejs/kit';
import { browser } from '$app/env';
import { ViewerDocument } from '#lib/gql/graphql.ts';
import { forgetAnswers } from '#lib/graphql/client.ts';
import { load as query } from '#lib/graphql/load.ts';
import { askToLogIn, isLeaving } from '#lib/session/session.svelte.ts';
import { viewer as knownViewer } from '#lib/shell/viewer.ts';
import type { LayoutLoad } from './$types.js';

export const trailingSlash = 'ignore';

/** Whether somebody works on a page for people who are logged in, and no longer is. */
function hasLostSession({ route }: { route: { id: string | null } }): boolean {
  return browser && knownViewer() !== null && !isLeaving() && route.id?.startsWith('/(app)') === true;
}

export const load: LayoutLoad = async (event) => {
  try {
    const viewerQuery = {
      document: ViewerDocument,
      variables: {},
      touchedBy: ['Mailing', 'MailingRun', 'User'],
    };
    let { viewer, overview, registration } = await query(event, viewerQuery);
    if (!viewer && hasLostSession(event) && (await askToLogIn())) {
      forgetAnswers();
      ({ viewer, overview, registration } = await query(event, viewerQuery));
    }
    return { viewer, liveCount: overview.activeMailingCount, registration };
  } catch (failure) {
    if (!isHttpError(failure)) throw failure;
    // An error of the root layout would show Kit's bare page: the page's own load fails into +error.svelte.
    return { viewer: null, liveCount: 0, registration: null };
  }
};
