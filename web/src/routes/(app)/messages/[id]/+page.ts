import { error, redirect } from '@sveltejs/kit';
import { AttributeNamesDocument, MailLayoutDocument, MessageDocument } from '#lib/gql/graphql.ts';
import { loginPath } from '#lib/graphql/errors.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

/** Loads a message, or the page for a new one, which becomes the message's own as soon as it is saved. */
export const load: PageLoad = async (event) => {
  if (event.params.id === 'create') return await loadNew(event);
  const [message, layout] = await Promise.all([find(event, event.params.id), findLayout(event)]);
  return { message, copied: null, layout, ...(await findAttributes(event, message.owner.id)) };
};

async function loadNew(event: Parameters<PageLoad>[0]) {
  const { viewer } = await event.parent();
  if (!viewer) redirect(303, loginPath(event.url));
  const copiedId = event.url.searchParams.get('copy');
  const [copied, layout, named] = await Promise.all([
    copiedId ? find(event, copiedId) : null,
    findLayout(event),
    findAttributes(event, null),
  ]);
  return { message: null, copied, layout, ...named };
}

async function findLayout(event: Parameters<PageLoad>[0]) {
  const { mailLayout } = await query(event, {
    document: MailLayoutDocument,
    variables: {},
    touchedBy: ['MailLayout'],
  });
  return mailLayout;
}

/** The names of the attributes that the owner's people have: placeholders to insert. */
async function findAttributes(event: Parameters<PageLoad>[0], ownerId: string | null) {
  const { attributeNames } = await query(event, {
    document: AttributeNamesDocument,
    variables: { ownerId },
    touchedBy: ['Recipient'],
  });
  return { attributeNames };
}

async function find(event: Parameters<PageLoad>[0], id: string) {
  const { message } = await query(event, { document: MessageDocument, variables: { id } });
  if (!message) error(404, m.error_not_found());
  return message;
}
