import type { TokenScope } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

export const scopes: readonly TokenScope[] = ['READ', 'WRITE', 'SEND'];

/** What a token may do, in a word and in a sentence. */
export function scopeWords(scope: TokenScope): { label: string; hint: string } {
  if (scope === 'READ') return { label: m.scope_read(), hint: m.scope_read_hint() };
  if (scope === 'WRITE') return { label: m.scope_write(), hint: m.scope_write_hint() };
  return { label: m.scope_send(), hint: m.scope_send_hint() };
}
