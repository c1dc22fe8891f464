import type { DeliveryState } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';
import type { Counts } from './track.ts';

interface LedgerLine {
  label: string;
  count: number;
  /** The state of the deliveries behind the number. */
  state: DeliveryState;
  tone: string;
}

/** Returns a run's counts by state. Unimportant zeros are left out; the others add up to the total. */
export function ledgerOf(counts: Counts): LedgerLine[] {
  const lines: LedgerLine[] = [
    { label: m.delivery_sent(), count: counts.sent, state: 'SENT', tone: 'bg-accent' },
    { label: m.delivery_failed(), count: counts.failed, state: 'FAILED', tone: 'bg-bad' },
    { label: m.delivery_deferred(), count: counts.deferred, state: 'DEFERRED', tone: 'bg-warn' },
    { label: m.delivery_unknown(), count: counts.unknown, state: 'UNKNOWN', tone: 'bg-warn' },
    { label: m.delivery_skipped(), count: counts.skipped, state: 'SKIPPED', tone: 'bg-line-2' },
    { label: m.delivery_sending(), count: counts.sending, state: 'SENDING', tone: 'bg-line' },
    { label: m.delivery_pending(), count: counts.pending, state: 'PENDING', tone: 'bg-line' },
  ];
  return lines.filter(({ count, state }) => count > 0 || state === 'SENT' || state === 'FAILED');
}
