/** How many deliveries of a run stand in which state. */
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
 * The Track's segments from left to right, the empty ones left out; their counts add up to the total.
 * Deferred and unknown are both not settled yet, so they share one.
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

/** Those whose fate is settled: no further mail goes to them by itself. */
export function settledCount(counts: Counts): number {
  return counts.sent + counts.failed + counts.skipped + counts.unknown;
}

/** Those still to be tried. */
export function leftCount(counts: Counts): number {
  return counts.pending + counts.sending + counts.deferred;
}

/** Those that a mail was meant for: all but the ones left out. */
export function meantCount(counts: Counts): number {
  return counts.total - counts.skipped;
}
