import { error } from '@sveltejs/kit';
import { EditedMailingDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { mailing } = await query(event, {
    document: EditedMailingDocument,
    variables: { id: event.params.id },
  });
  if (!mailing) error(404, m.error_not_found());
  if (!mailing.viewerCan.edit) error(403, m.mailing_not_editable());
  return { mailing };
};
