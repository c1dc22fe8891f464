import { monitorEventLoopDelay, type ELDHistogram } from 'node:perf_hooks';

/** How a process is doing. */
interface ProcessHealth {
  heapBytes: number;
  rssBytes: number;
  /** By how much the event loop was late since the last time it was asked, at the 99th percentile. */
  eventLoopSeconds: number;
}

let delays: ELDHistogram | undefined;

/** Measures this process. Begins to watch the event loop with the first call. */
export function processHealth(): ProcessHealth {
  delays ??= started();
  const { heapUsed, rss } = process.memoryUsage();
  const late = delays.percentile(99);
  delays.reset();
  // Before the first tick there is nothing to tell.
  return { heapBytes: heapUsed, rssBytes: rss, eventLoopSeconds: Number.isFinite(late) ? late / 1e9 : 0 };
}

function started(): ELDHistogram {
  const histogram = monitorEventLoopDelay({ resolution: 10 });
  histogram.enable();
  return histogram;
}
