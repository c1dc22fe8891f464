import { error } from '@sveltejs/kit';
import { ListsOfOwnerDocument, SegmentDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { segment, mailings } = await query(event, {
    document: SegmentDocument,
    variables: { id: event.params.id },
    touchedBy: ['Segment', 'Mailing'],
  });
  if (!segment) error(404, m.error_not_found());
  const { recipientLists } = await query(event, {
    document: ListsOfOwnerDocument,
    variables: { ownerId: segment.owner.id },
    touchedBy: ['RecipientList'],
  });
  return { segment, mailings, lists: recipientLists.nodes };
};
