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

/** Shows that something is done, for 5 s. */
export function notify(notification: Notification): void {
  void toaster.show({ ...notification, tone: 'ok' }, 5000);
}

/** Shows that something was refused, with the server's reasons, for 12 s: they must be read. */
export function notifyFailure(title: string, failure?: CombinedError): void {
  const reasons = problemsOf(failure).map(({ message }) => message);
  const text = reasons.length > 0 ? reasons.join(' ') : failure && sentenceOf(failure);
  void toaster.show({ title, text, tone: 'bad' }, 12_000);
}

/** Offers to take something back until `until` (milliseconds since the epoch), and counts the seconds. */
export function offerUndo(offer: { title: string; until: number; onundo: () => Promise<void> }): void {
  void toaster.offer(offer);
}

/** Shows how far a change of many recipients has come, with a way to end it and, behind its end, to undo it. */
export function followChange(started: ChangeStateFragment): void {
  void toaster.follow(started);
}

/** Shows what became of a mutation: that it is done, or why it was refused. Returns whether it was accepted. */
export async function notifyOutcome(
  outcome: Promise<Outcome<unknown>>,
  { done, failed = m.action_refused() }: { done: string; failed?: string },
): Promise<boolean> {
  const { failure } = await outcome;
  if (failure) notifyFailure(failed, failure);
  else notify({ title: done });
  return !failure;
}
