import { SettingsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = (event) =>
  query(event, { document: SettingsDocument, variables: {}, touchedBy: ['SendingLimits'] });
