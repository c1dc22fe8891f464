/** Number of deliveries of a run in each state. */
export interface Counts {
  total: number;
  pending: number;
  sending: number;
  sent: number;
  deferred: number;
  failed: number;
  skipped: number;
  unknown: number;
}

export type SegmentName = 'sent' | 'failed' | 'unsure' | 'skipped' | 'left';

interface Segment {
  name: SegmentName;
  count: number;
}

/**
 * Returns the Track's segments from left to right, without empty ones; their counts add up to the total.
 * Deferred and unknown are both unsettled, so they share one.
 */
export function segmentsOf(counts: Counts): Segment[] {
  const segments: Segment[] = [
    { name: 'sent', count: counts.sent },
    { name: 'failed', count: counts.failed },
    { name: 'unsure', count: counts.deferred + counts.unknown },
    { name: 'skipped', count: counts.skipped },
    { name: 'left', count: counts.pending + counts.sending },
  ];
  return segments.filter(({ count }) => count > 0);
}

/** Deliveries that are settled: no further mail is sent for them automatically. */
export function settledCount(counts: Counts): number {
  return counts.sent + counts.failed + counts.skipped + counts.unknown;
}

/** Deliveries that are still to be tried. */
export function leftCount(counts: Counts): number {
  return counts.pending + counts.sending + counts.deferred;
}

/** Deliveries that were to get a mail: all but the skipped ones. */
export function meantCount(counts: Counts): number {
  return counts.total - counts.skipped;
}
