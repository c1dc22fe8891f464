import { error, redirect } from '@sveltejs/kit';
import { ChosenMessageDocument, EditedMailingDocument } from '#lib/gql/graphql.ts';
import { loginPath } from '#lib/graphql/errors.ts';
import { load as query } from '#lib/graphql/load.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

/** What a new mailing begins with: nothing, a message (`?message=`) or another mailing (`?copy=`). */
export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  if (!viewer) redirect(303, loginPath(event.url));
  const { searchParams } = event.url;
  return {
    timeZone: viewer.timeZone,
    message: await findMessage(event, searchParams.get('message')),
    copied: await findMailing(event, searchParams.get('copy')),
  };
};

async function findMessage(event: Parameters<PageLoad>[0], id: string | null) {
  if (!id) return null;
  const { message } = await query(event, { document: ChosenMessageDocument, variables: { id } });
  return message ?? null;
}

async function findMailing(event: Parameters<PageLoad>[0], id: string | null) {
  if (!id) return null;
  const { mailing } = await query(event, { document: EditedMailingDocument, variables: { id } });
  if (!mailing) error(404, m.error_not_found());
  return mailing;
}
