import { goto } from '$app/navigation';
import { LogOutDocument } from '#lib/gql/graphql.ts';
import { client, forgetAnswers } from '#lib/graphql/client.ts';
import { forgetDrafts } from '#lib/forms/draft.svelte.ts';
import { m } from '#lib/paraglide/messages.js';
import { leaveSession } from '#lib/session/session.svelte.ts';
import { notifyFailure } from '#lib/toast/notify.ts';

/** Ends the session, and forgets everything that the tab remembers of it. */
export async function logOut(): Promise<void> {
  const { error } = await client().mutation(LogOutDocument, {});
  if (error) return notifyFailure(m.log_out_failed(), error);
  forgetAnswers();
  forgetDrafts();
  await leaveSession(() => goto('/', { refreshAll: true }));
}
