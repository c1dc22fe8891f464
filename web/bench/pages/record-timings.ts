/** What the browser has noted about a page; see `recordTimings`. */
export interface Timings {
  firstPaint: number;
  largestPaint: number;
  /** Start and duration of each task over 50 ms. */
  longTasks: [start: number, duration: number][];
  /** The slowest event of each interaction, by its id. */
  interactions: Record<number, number>;
}

declare global {
  var timings: Timings;
}

/** Runs in the page before anything else. */
export function recordTimings(): void {
  const timings: Timings = { firstPaint: 0, largestPaint: 0, longTasks: [], interactions: {} };
  globalThis.timings = timings;
  const observe = (type: string, note: (entry: PerformanceEntry & { interactionId?: number }) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
      ...(type === 'event' ? { durationThreshold: 16 } : {}),
    } as PerformanceObserverInit);
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') timings.firstPaint = startTime;
  });
  observe('largest-contentful-paint', ({ startTime }) => (timings.largestPaint = startTime));
  observe('longtask', ({ startTime, duration }) => timings.longTasks.push([startTime, duration]));
  observe('event', ({ interactionId, duration }) => {
    if (!interactionId) return;
    timings.interactions[interactionId] = Math.max(duration, timings.interactions[interactionId] ?? 0);
  });
}
