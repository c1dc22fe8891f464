import type { Route } from '../../http/route.ts';
import { findImage } from './find-image.ts';
import { storeImage } from './store-image.ts';

const YEAR = 31_536_000;
const MOST_BYTES = 5_000_000;

/** Pictures of the blog: uploads for authors, downloads for everybody. */
export const imageRoutes: Route[] = [
  {
    method: 'post',
    path: '/images',
    mostBytes: MOST_BYTES,
    handle: async (ctx, { bytes }) => Response.json({ url: await storeImage(ctx, bytes) }, { status: 201 }),
  },
  {
    method: 'get',
    path: '/images/:name',
    isForAll: true,
    async handle(ctx, { params }) {
      const bytes = await findImage(ctx, `/images/${params.name}`);
      return new Response(new Uint8Array(bytes), {
        headers: { 'content-type': 'image/webp', 'cache-control': `public, max-age=${YEAR}, immutable` },
      });
    },
  },
];
