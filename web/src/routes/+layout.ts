import { isHttpError } from '@sveltejs/kit';
import { browser } from '$app/env';
import { ViewerDocument } from '#lib/gql/graphql.ts';
import { forgetAnswers } from '#lib/graphql/client.ts';
import { query } from '#lib/graphql/query.ts';
import { askToLogIn, isLeaving } from '#lib/session/session.svelte.ts';
import { viewer as knownViewer } from '#lib/shell/viewer.ts';
import type { LayoutLoad } from './$types.js';

export const trailingSlash = 'ignore';

/** Whether a page for logged-in people is open although the session has ended. */
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
    let { viewer, overview, registration, catchesMail } = await query(event, viewerQuery);
    if (!viewer && hasLostSession(event) && (await askToLogIn())) {
      forgetAnswers();
      ({ viewer, overview, registration, catchesMail } = await query(event, viewerQuery));
    }
    return { viewer, liveCount: overview.activeMailingCount, registration, catchesMail };
  } catch (failure) {
    if (!isHttpError(failure)) throw failure;
    // An error of the root layout would show Kit's bare page: instead the page's own load fails into
    // +error.svelte.
    return { viewer: null, liveCount: 0, registration: null, catchesMail: false };
  }
};
