import { assertScope } from '../../../access/assert-scope.ts';
import type { Route } from '../../../http/route.ts';
import { presentUpload } from './upload-type.ts';
import { MOST_BYTES, storeUpload, tooLarge } from './store-upload.ts';

/**
 * Accepts a file in the request body. Its name is in the query, and optionally the sheet of a workbook or the
 * file of an archive, the first one by default: `POST /uploads?name=people.xlsx&part=Sheet2`.
 */
export const uploadRoutes: Route[] = [
  {
    method: 'post',
    path: '/uploads',
    takesStream: true,
    async handle(ctx, { query, stream, length }) {
      assertScope(ctx, 'WRITE');
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
