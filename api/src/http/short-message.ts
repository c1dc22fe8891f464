const LONGEST = 300;
const HINT = 'Did you mean ';

/**
 * Shortens GraphQL's own messages for the public: without suggestions, which would reveal the schema, and
 * limited in length, because they repeat what the client has sent.
 */
export function shortMessage(message: string): string {
  const [shown = ''] = message.slice(0, LONGEST).split(HINT, 1);
  return shown.trimEnd().toWellFormed();
}
