import type { CombinedError } from '@urql/core';
import { problemsOf, sentenceOf } from '#lib/graphql/errors.ts';
import { toaster } from './toaster.svelte.ts';

interface Said {
  title: string;
  text?: string;
  action?: { label: string; onclick: () => void };
}

/** Something is done. Goes away by itself after 5 s. */
export function say(said: Said): void {
  void toaster.show({ ...said, tone: 'ok' }, 5000);
}

/** Something was refused, with the server's reasons. Stays 12 s: it must be read. */
export function complain(title: string, failure?: CombinedError): void {
  const reasons = problemsOf(failure).map(({ message }) => message);
  const text = reasons.length > 0 ? reasons.join(' ') : failure && sentenceOf(failure);
  void toaster.show({ title, text, tone: 'bad' }, 12_000);
}

/** Something that can be taken back until `until` (milliseconds since the epoch); counts the seconds. */
export function offerUndo(said: { title: string; until: number; onundo: () => Promise<void> }): void {
  void toaster.offer(said);
}
