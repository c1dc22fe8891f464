import { error } from '@sveltejs/kit';
import { MessageDocument } from '#lib/gql/graphql.ts';
import { load as query } from '#lib/graphql/load.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { message } = await query(event, { document: MessageDocument, variables: { id: event.params.id } });
  if (!message) error(404, m.error_not_found());
  return { message };
};
