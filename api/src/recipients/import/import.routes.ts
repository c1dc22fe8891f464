import { scopeMissing, unauthenticated } from '../../errors/domain-error.ts';
import type { Route } from '../../http/route.ts';
import { getImport } from './import.access.ts';
import { remarksAsCsv } from './rejected-rows.ts';

/** The rejected rows of an import as a file. */
export const importRoutes: Route[] = [
  {
    method: 'get',
    path: '/imports/:id/rejected.csv',
    async handle(ctx, { params }) {
      if (ctx.actor.id === null) throw unauthenticated();
      if (ctx.actor.scopes && !ctx.actor.scopes.has('READ')) throw scopeMissing('READ');
      const { id } = await getImport(ctx, params.id!);
      const rows = ReadableStream.from(remarksAsCsv(ctx.em, id, ctx.locale));
      return new Response(rows.pipeThrough(new TextEncoderStream()), {
        headers: {
          'content-type': 'text/csv; charset=utf-8',
          'content-disposition': `attachment; filename="rejected-${id}.csv"`,
          'cache-control': 'no-store',
        },
      });
    },
  },
];
