import { instantOf, localTimeOf } from '#lib/schedule/zoned-time.ts';

const day = 86_400_000;

/** How long a token is valid: days from now, or until a chosen date. */
export const spans = ['30', '90', '365', 'date'] as const;
export type Span = (typeof spans)[number];

/** When a new token ends; a chosen date is included, in the viewer's zone. */
export function expiresAt(
  span: Span,
  { date, zone, now }: { date: string; zone: string; now: number },
): string {
  if (span !== 'date') return new Date(now + Number(span) * day).toISOString();
  return instantOf(`${date}T23:59`, zone);
}

/** The dates that can be chosen: from tomorrow on, for a year. */
export function datesFrom(now: number, zone: string): { first: string; last: string } {
  const dateIn = (days: number) => localTimeOf(new Date(now + days * day).toISOString(), zone).slice(0, 10);
  return { first: dateIn(1), last: dateIn(364) };
}

type Validity = 'valid' | 'ending' | 'ended';

/** Whether a token is still valid, and whether it is time to replace it: two weeks before its end. */
export function validityOf(expiresAt: string, now: number): Validity {
  const left = Date.parse(expiresAt) - now;
  if (left <= 0) return 'ended';
  return left < 14 * day ? 'ending' : 'valid';
}
