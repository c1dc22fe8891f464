import { MailLayoutDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { mailLayout } = await query(event, {
    document: MailLayoutDocument,
    variables: {},
    touchedBy: ['MailLayout'],
  });
  return { layout: mailLayout };
};
