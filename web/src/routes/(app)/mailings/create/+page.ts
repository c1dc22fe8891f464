import { error, redirect } from '@sveltejs/kit';
import { ChosenMessageDocument, EditedMailingDocument, SegmentFilterDocument } from '#lib/gql/graphql.ts';
import { loginPath } from '#lib/graphql/errors.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

/** Loads the initial values of a new mailing: empty, with a message (`?message=`), a segment (`?segment=`) or as a copy (`?copy=`). */
export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  if (!viewer) redirect(303, loginPath(event.url));
  const { searchParams } = event.url;
  return {
    timeZone: viewer.timeZone,
    message: await findMessage(event, searchParams.get('message')),
    segment: await findSegment(event, searchParams.get('segment')),
    copied: await findMailing(event, searchParams.get('copy')),
  };
};

async function findMessage(event: Parameters<PageLoad>[0], id: string | null) {
  if (!id) return null;
  const { message } = await query(event, { document: ChosenMessageDocument, variables: { id } });
  return message ?? null;
}

async function findSegment(event: Parameters<PageLoad>[0], id: string | null) {
  if (!id) return null;
  const { segment } = await query(event, { document: SegmentFilterDocument, variables: { id } });
  return segment ?? null;
}

async function findMailing(event: Parameters<PageLoad>[0], id: string | null) {
  if (!id) return null;
  const { mailing } = await query(event, { document: EditedMailingDocument, variables: { id } });
  if (!mailing) error(404, m.error_not_found());
  return mailing;
}
