import type { Route } from '../http/route.ts';
import { writeFeed } from './write-feed.ts';

/** The blog for feed readers. */
export const feedRoutes: Route[] = [
  {
    method: 'get',
    path: '/blog/feed.xml',
    isForAll: true,
    async handle(ctx) {
      return new Response(await writeFeed(ctx), {
        headers: {
          'content-type': 'application/rss+xml; charset=utf-8',
          'cache-control': 'public, max-age=300',
        },
      });
    },
  },
];
