import { HomeDocument, OverviewDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import type { PageLoad } from './$types.js';
import { monthOf } from './month.ts';

const touchedBy = ['Attempt', 'Mailing', 'MailingRun', 'Recipient', 'BlogPost'];

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  if (!viewer) {
    const { overview } = await query(event, { document: OverviewDocument, variables: {}, touchedBy });
    return { overview, own: null };
  }
  const own = await query(event, { document: HomeDocument, variables: monthOf(viewer.timeZone), touchedBy });
  return { overview: own.overview, own };
};
