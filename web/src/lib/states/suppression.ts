import type { SuppressionReason, SuppressionSource } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

export const suppressionReasons: readonly SuppressionReason[] = ['UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED'];

export const suppressionSources: readonly SuppressionSource[] = [
  'ONE_CLICK',
  'PAGE',
  'MAILTO',
  'BY_HAND',
  'IMPORT',
  'BOUNCE',
  'COMPLAINT',
];

/** How it became known that an address gets no mail, in words. */
export function suppressionSource(source: SuppressionSource | null | undefined): string {
  if (!source) return m.suppression_source_unknown();
  const words: Record<SuppressionSource, () => string> = {
    ONE_CLICK: m.suppression_source_one_click,
    PAGE: m.suppression_source_page,
    MAILTO: m.suppression_source_mailto,
    BY_HAND: m.suppression_source_by_hand,
    IMPORT: m.suppression_source_import,
    BOUNCE: m.suppression_source_bounce,
    COMPLAINT: m.suppression_source_complaint,
  };
  return words[source]();
}
