import { scopeMissing, unauthenticated } from '../../../errors/domain-error.ts';
import type { Route } from '../../../http/route.ts';
import { presentUpload } from './upload-type.ts';
import { MOST_BYTES, storeUpload, tooLarge } from './store-upload.ts';

/**
 * Takes a file as it is, in the body; its name stands in the query, and which sheet of a workbook or which file of an
 * archive is wanted, if not the first: `POST /uploads?name=people.xlsx&part=Sheet2`.
 */
export const uploadRoutes: Route[] = [
  {
    method: 'post',
    path: '/uploads',
    takesStream: true,
    async handle(ctx, { query, stream, length }) {
      if (ctx.actor.id === null) throw unauthenticated();
      if (ctx.actor.scopes && !ctx.actor.scopes.has('WRITE')) throw scopeMissing('WRITE');
      if (length !== null && length > MOST_BYTES) throw tooLarge();
      const upload = await storeUpload(ctx, {
        fileName: query.get('name') ?? '',
        part: query.get('part') || null,
        bytes: stream,
      });
      const { id, ...shown } = await presentUpload(ctx, upload);
      return Response.json({ uploadId: String(id), ...shown }, { status: 201 });
    },
  },
];
