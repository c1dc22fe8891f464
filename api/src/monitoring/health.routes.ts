import type { Context } from '../context/context.ts';
import type { Route } from '../http/route.ts';

/** For whoever restarts processes and spreads requests: is it alive, and can it do its work. */
export const healthRoutes: Route[] = [
  { method: 'get', path: '/healthz', isForAll: true, handle: async () => Response.json({ status: 'ok' }) },
  {
    method: 'get',
    path: '/readyz',
    isForAll: true,
    cost: 100,
    async handle(ctx) {
      const database = await canAsk(ctx);
      return Response.json({ database: database ? 'ok' : 'unreachable' }, { status: database ? 200 : 503 });
    },
  },
];

async function canAsk(ctx: Context): Promise<boolean> {
  try {
    await ctx.em.execute('select 1');
    return true;
  } catch (error) {
    ctx.log.warn({ err: error }, 'The database cannot be reached.');
    return false;
  }
}
