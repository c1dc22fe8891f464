import { assertScope } from '../../access/assert-scope.ts';
import type { Route } from '../../http/route.ts';
import { findMailImage } from './find-mail-image.ts';
import { pathOfImage } from './image-path.ts';
import { storeMailImage } from './store-mail-image.ts';

const YEAR = 31_536_000;
const MOST_BYTES = 10_000_000;

/** Images for mails: uploads for users, downloads for everybody who reads a mail. */
export const mailImageRoutes: Route[] = [
  {
    method: 'post',
    path: '/mail-images',
    mostBytes: MOST_BYTES,
    async handle(ctx, { bytes }) {
      assertScope(ctx, 'WRITE');
      const image = await storeMailImage(ctx, bytes);
      const { id, width, height, size } = image;
      const url = `${ctx.baseUrl}${pathOfImage(image)}`;
      return Response.json({ id: String(id), url, width, height, size }, { status: 201 });
    },
  },
  {
    method: 'get',
    path: '/mail-images/:name',
    isForAll: true,
    async handle(ctx, { params }) {
      const { bytes, type } = await findMailImage(ctx, params.name ?? '');
      return new Response(new Uint8Array(bytes), {
        headers: {
          'content-type': `image/${type.toLowerCase()}`,
          'cache-control': `public, max-age=${YEAR}, immutable`,
          // Mails are read on other sites.
          'cross-origin-resource-policy': 'cross-origin',
        },
      });
    },
  },
];
