import { AuditDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { spanOfDates } from '../attempts/period.ts';
import { pagingOf } from '#lib/url/paging.ts';
import { oneOf, textOf } from '#lib/url/read-params.ts';
import type { PageLoad } from './$types.js';
import { auditActions, auditActors, auditSubjects } from './audit-words.ts';

export const load: PageLoad = async (event) => {
  const { searchParams } = event.url;
  const { viewer } = await event.parent();
  const dates = { from: textOf(searchParams, 'from'), to: textOf(searchParams, 'to') };
  const filter = {
    actorId: textOf(searchParams, 'owner'),
    actorKind: oneOf(searchParams, 'by', auditActors),
    action: oneOf(searchParams, 'action', auditActions),
    subject: oneOf(searchParams, 'subject', auditSubjects),
    subjectId: textOf(searchParams, 'id'),
    ...spanOfDates(dates.from, dates.to, viewer?.timeZone ?? 'UTC'),
  };
  const { auditEntries } = await query(event, {
    document: AuditDocument,
    variables: { ...pagingOf(searchParams), filter },
    touchedBy: ['AuditEntry'],
  });
  return { auditEntries, filter, dates };
};
