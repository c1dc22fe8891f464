import { error } from '@sveltejs/kit';
import { UserDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { user, running } = await query(event, {
    document: UserDocument,
    variables: { id: event.params.id },
    touchedBy: ['User', 'Group', 'Mailing', 'MailingRun'],
  });
  if (!user) error(404, m.error_not_found());
  return { user, runningCount: running.totalCount };
};
