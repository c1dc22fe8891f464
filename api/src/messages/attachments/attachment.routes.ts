import { assertScope } from '../../access/assert-scope.ts';
import type { Route } from '../../http/route.ts';
import { attachFile, MOST_ATTACHED_BYTES } from './attach-file.ts';
import { getAttachment } from './attachment.access.ts';

/** Attachments of messages: uploads, and downloads for who may see the message. */
export const attachmentRoutes: Route[] = [
  {
    method: 'post',
    path: '/messages/:id/attachments',
    mostBytes: MOST_ATTACHED_BYTES,
    async handle(ctx, { params, query, bytes, header }) {
      assertScope(ctx, 'WRITE');
      const { id, name, type, size } = await attachFile(ctx, {
        messageId: params.id ?? '',
        name: query.get('name') ?? '',
        type: header('content-type') ?? '',
        bytes,
      });
      return Response.json({ id: String(id), name, type, size }, { status: 201 });
    },
  },
  {
    method: 'get',
    path: '/message-attachments/:id',
    async handle(ctx, { params }) {
      assertScope(ctx, 'READ');
      const { name, file } = await getAttachment(ctx, params.id ?? '');
      const { bytes } = await file.loadOrFail();
      return new Response(new Uint8Array(bytes), {
        headers: {
          // Never shown as a page of this site, whatever it contains.
          'content-type': 'application/octet-stream',
          'content-disposition': `attachment; filename*=utf-8''${encodeURIComponent(name)}`,
          'cache-control': 'private, no-store',
        },
      });
    },
  },
];
