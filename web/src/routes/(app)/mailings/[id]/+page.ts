import { error } from '@sveltejs/kit';
import { AttemptsDocument, MailingDocument, RunDeliveriesDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import { pagingOf } from '#lib/url/paging.ts';
import type { PageLoad, PageLoadEvent } from './$types.js';
import { viewOf, type View } from './view.ts';

const touchedBy = ['Mailing', 'MailingRun', 'Delivery', 'Attempt'];

export const load: PageLoad = async (event) => {
  const view = viewOf(event.url.searchParams);
  const { mailing } = await query(event, {
    document: MailingDocument,
    variables: { id: event.params.id },
    touchedBy,
  });
  if (!mailing) error(404, m.error_not_found());
  const shownRun = view.tab === 'deliveries' ? (view.run ?? mailing.runs.nodes[0]?.id) : undefined;
  const [deliveries, attempts] = await Promise.all([
    shownRun === undefined ? null : loadDeliveries(event, view, shownRun),
    view.tab === 'attempts' ? loadAttempts(event, view) : null,
  ]);
  return { mailing, view, deliveries, attempts, tabs: await loadTabs(view) };
};

/** Loads the code of the visible tab: most visits never leave the overview. */
async function loadTabs({ tab }: View) {
  return {
    Deliveries: tab === 'deliveries' ? (await import('./DeliveriesTab.svelte')).default : null,
    Attempts: tab === 'attempts' ? (await import('./AttemptsTab.svelte')).default : null,
  };
}

async function loadDeliveries(event: PageLoadEvent, view: View, id: string) {
  if (view.tab !== 'deliveries') return null;
  const variables = {
    id,
    ...pagingOf(event.url.searchParams),
    filter: { state: view.state, reason: view.reason, search: view.search },
  };
  const { mailingRun } = await query(event, { document: RunDeliveriesDocument, variables, touchedBy });
  return mailingRun ?? error(404, m.error_not_found());
}

async function loadAttempts(event: PageLoadEvent, view: View) {
  if (view.tab !== 'attempts') return null;
  const filter = { mailingId: event.params.id, status: view.status, search: view.search };
  const variables = { ...pagingOf(event.url.searchParams), filter };
  const { attempts } = await query(event, { document: AttemptsDocument, variables, touchedBy });
  return attempts;
}
