import { createHash, timingSafeEqual } from 'node:crypto';
import type { Metrics } from '../http/metrics.ts';
import type { Route } from '../http/route.ts';
import { findMeasures } from './find-measures.ts';

/** For Prometheus: serves requests from this machine, and those with the configured token. */
export function metricsRoutes(metrics: Metrics, token: string | undefined): Route[] {
  return [
    {
      method: 'get',
      path: '/metrics',
      isForAll: true,
      async handle(ctx, { isLocal, bearer }) {
        if (!isLocal && !isSame(bearer, token)) return new Response(null, { status: 404 });
        const { contentType, text } = await metrics.render(await findMeasures(ctx));
        return new Response(text, { headers: { 'content-type': contentType, 'cache-control': 'no-store' } });
      },
    },
  ];
}

/** Compares in constant time. */
function isSame(given: string | null, expected: string | undefined): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return given !== null && expected !== undefined && timingSafeEqual(digest(given), digest(expected));
}
