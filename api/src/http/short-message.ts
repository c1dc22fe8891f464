const LONGEST = 300;
const HINT = 'Did you mean ';

/**
 * GraphQL's own words about a request, fit for the public: without suggestions, which would tell what the schema holds,
 * and short, because they repeat what the client has sent.
 */
export function shortMessage(message: string): string {
  const [shown = ''] = message.slice(0, LONGEST).split(HINT, 1);
  return shown.trimEnd().toWellFormed();
}
