import { Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { Durations } from './durations.ts';

const given = { name: 'waits', help: 'How long.', labelNames: ['method', 'status'] as const };
const BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

test('durations are told as by the histogram of the client library', async () => {
  const [ours, theirs] = [new Registry(), new Registry()];
  const durations = new Durations(ours, given);
  const histogram = new Histogram({
    ...given,
    labelNames: [...given.labelNames],
    buckets: BUCKETS,
    registers: [theirs],
  });
  const seen = [
    { seconds: 4, method: 'GET', status: 200 },
    { seconds: 5, method: 'GET', status: 200 },
    { seconds: 60, method: 'GET', status: 404 },
    { seconds: -3600, method: 'A "quoted" one', status: 200 },
  ];
  for (const { seconds, method, status } of seen) {
    durations.note(performance.now() - seconds * 1000, method, status);
    histogram.observe({ method, status }, seconds);
  }
  const told = async (registry: Registry) =>
    (await Registry.merge([registry]).metrics()).replaceAll(/^(waits_sum.*) .*$/gm, '$1');
  expect(await told(ours)).toBe(await told(theirs));
  const [, sum] = /^waits_sum\{method="GET",status="200"\} (.+)$/m.exec(await ours.metrics()) ?? [];
  expect(Number(sum)).toBeGreaterThanOrEqual(9);
});
