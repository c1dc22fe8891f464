import type { TypedDocumentNode } from '@urql/core';
import type { ChangeStateFragment } from '#lib/gql/graphql.ts';
import { formatNumber } from '#lib/format/number.ts';
import { mutate, mutateAndLeave, mutateEach } from '#lib/graphql/mutate.ts';
import { m } from '#lib/paraglide/messages.js';
import { followChange, notify, notifyFailure, offerUndo } from '#lib/toast/notify.ts';

/** How long the button is shown, in milliseconds; the server keeps what was deleted for a day. */
const OFFERED = 10_000;

/** A kind of things that can be restored after they were deleted. */
export interface Restorable {
  remove: TypedDocumentNode<unknown, { id: string; onlyIfRestorable?: boolean }>;
  restore: TypedDocumentNode<unknown, { id: string }>;
  /** The types whose lists show them. */
  touches: string[];
}

interface Deletion {
  id: string;
  done: string;
  failed: string;
  /** Where to go from the page of the thing itself. */
  to?: string;
}

/** Deletes a thing at once, and offers to undo that. Returns whether it was deleted. */
export async function deleteRestorable(
  kind: Restorable,
  { id, done, failed, to }: Deletion,
): Promise<boolean> {
  const { remove, touches } = kind;
  const { failure } = await (to
    ? mutateAndLeave(remove, { id }, { touches, to })
    : mutate(remove, { id }, touches));
  if (failure) notifyFailure(failed, failure);
  else offerRestore(kind, { ids: [id], title: done });
  return !failure;
}

/** Offers to restore what was deleted. */
export function offerRestore(kind: Restorable, { ids, title }: { ids: string[]; title: string }): void {
  offerUndo({ title, until: Date.now() + OFFERED, onundo: () => restore(kind, ids) });
}

async function restore(kind: Restorable, ids: string[]): Promise<void> {
  const each = ids.map((id) => ({ id }));
  const { answers, failures } = await mutateEach(kind.restore, each, kind.touches);
  const back = answers.length;
  const changes = answers.flatMap((answer) => changeIn(answer) ?? []);
  for (const change of changes) followChange(change);
  // What is put back in the background says so itself.
  if (back > changes.length)
    notify({ title: ids.length === 1 ? m.restored() : m.restored_things({ n: formatNumber(back) }) });
  if (failures.length > 0) notifyFailure(m.not_restored(), failures[0]!.failure);
}

/** The change that fills a large list again, if that is what was restored. */
function changeIn(answer: unknown): ChangeStateFragment | null {
  const [thing] = Object.values(answer as Record<string, { change?: ChangeStateFragment | null }>);
  return thing?.change ?? null;
}
