import { error, redirect } from '@sveltejs/kit';
import { MessageDocument } from '#lib/gql/graphql.ts';
import { loginPath } from '#lib/graphql/errors.ts';
import { load as query } from '#lib/graphql/load.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

/** A message, or the page for a new one, which becomes the message's own as soon as it is saved. */
export const load: PageLoad = async (event) => {
  if (event.params.id === 'create') return await loadNew(event);
  return { message: await find(event, event.params.id), copied: null };
};

async function loadNew(event: Parameters<PageLoad>[0]) {
  const { viewer } = await event.parent();
  if (!viewer) redirect(303, loginPath(event.url));
  const copiedId = event.url.searchParams.get('copy');
  return { message: null, copied: copiedId ? await find(event, copiedId) : null };
}

async function find(event: Parameters<PageLoad>[0], id: string) {
  const { message } = await query(event, { document: MessageDocument, variables: { id } });
  if (!message) error(404, m.error_not_found());
  return message;
}
