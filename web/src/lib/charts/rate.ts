/** How fast a run was at a moment. */
export interface RatePoint {
  /** Milliseconds since the epoch. */
  at: number;
  rate: number;
}

const MOST_POINTS = 120;

/**
 * The points with one more. They stay few: when there are too many, every second one goes, and the next ones are
 * further apart.
 */
export function withPoint(points: readonly RatePoint[], next: RatePoint): readonly RatePoint[] {
  const last = points.at(-1);
  if (!last) return [next];
  if (next.at - last.at < gapOf(points)) return points;
  const all = [...points, next];
  return all.length > MOST_POINTS ? all.filter((_, index) => index % 2 === all.length % 2) : all;
}

const gapOf = (points: readonly RatePoint[]): number =>
  Math.max(1000, points.length < 2 ? 0 : (points.at(-1)!.at - points[0]!.at) / (MOST_POINTS * 2));
