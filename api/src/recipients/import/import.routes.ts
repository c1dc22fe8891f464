import { assertScope } from '../../access/assert-scope.ts';
import type { Route } from '../../http/route.ts';
import { getImport } from './import.access.ts';
import { remarksAsCsv } from './rejected-rows.ts';

/** The rejected rows of an import as a CSV file. */
export const importRoutes: Route[] = [
  {
    method: 'get',
    path: '/imports/:id/rejected.csv',
    async handle(ctx, { params }) {
      assertScope(ctx, 'READ');
      const found = await getImport(ctx, params.id!);
      const rows = ReadableStream.from(remarksAsCsv(ctx.em, found, ctx.locale));
      return new Response(rows.pipeThrough(new TextEncoderStream()), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="rejected-${found.id}.csv"`,
          'cache-control': 'no-store',
        },
      });
    },
  },
];
