import { setImmediate as nextTurn } from 'node:timers/promises';
import { loaderOf } from '../context/context.ts';
import type { Message } from './message.entity.ts';
import { messageSnippet } from './message-snippet.ts';

/** The snippets of messages, one in a turn: hundreds of long bodies at once would let everybody else wait. */
export const snippetOf = loaderOf<Message, string>(async (_ctx, messages) => {
  const snippets = new Map<Message, string>();
  for (const message of new Set(messages)) {
    await nextTurn();
    snippets.set(message, messageSnippet(message));
  }
  return messages.map((message) => snippets.get(message)!);
});
