import { touchedByChanges } from '#lib/changes/change-words.ts';
import { ChangeRecipientsDocument } from '#lib/gql/graphql.ts';
import { mutate, mutateAndLeave } from '#lib/graphql/mutate.ts';
import { m } from '#lib/paraglide/messages.js';
import { followChange, notifyFailure } from '#lib/toast/notify.ts';

/**
 * Deletes one of the viewer's own recipients, as a change that can be undone, and goes to the page `to` if this one
 * shows nobody else. Returns whether it was accepted.
 */
export async function deleteRecipient(id: string, to?: string): Promise<boolean> {
  const input = { kind: 'DELETE' as const, selection: { ids: [id] } };
  const { data, failure } = await (to
    ? mutateAndLeave(ChangeRecipientsDocument, { input }, { touches: touchedByChanges, to })
    : mutate(ChangeRecipientsDocument, { input }, touchedByChanges));
  if (failure) notifyFailure(m.recipient_not_deleted(), failure);
  else followChange(data.changeRecipients);
  return !failure;
}
