import type { CombinedError } from '@urql/core';
import type { ChangeStateFragment } from '#lib/gql/graphql.ts';
import { problemsOf, sentenceOf } from '#lib/graphql/errors.ts';
import type { Outcome } from '#lib/graphql/mutate.ts';
import { m } from '#lib/paraglide/messages.js';
import { toaster } from './toaster.svelte.ts';

interface Notification {
  title: string;
  text?: string;
  action?: { label: string; onclick: () => void };
}

/** Shows for 5 s that something was done. */
export function notify(notification: Notification): void {
  void toaster.show({ ...notification, tone: 'ok' }, 5000);
}

/** Shows for 12 s that something was refused, with the server's reasons, which take time to read. */
export function notifyFailure(title: string, failure?: CombinedError): void {
  const reasons = problemsOf(failure).map(({ message }) => message);
  const text = reasons.length > 0 ? reasons.join(' ') : failure && sentenceOf(failure);
  void toaster.show({ title, text, tone: 'bad' }, 12_000);
}

/** Offers to undo something until `until` (milliseconds since the epoch), with a countdown. */
export function offerUndo(offer: { title: string; until: number; onundo: () => Promise<void> }): void {
  void toaster.offer(offer);
}

/**
 * Shows the progress of a change of many recipients, with a button to end it and, after its end, one to undo
 * it.
 */
export function followChange(started: ChangeStateFragment): void {
  void toaster.follow(started);
}

/** Shows the result of a mutation: that it succeeded, or why it was refused. Returns whether it succeeded. */
export async function notifyOutcome(
  outcome: Promise<Outcome<unknown>>,
  { done, failed = m.action_refused() }: { done: string; failed?: string },
): Promise<boolean> {
  const { failure } = await outcome;
  if (failure) notifyFailure(failed, failure);
  else notify({ title: done });
  return !failure;
}
