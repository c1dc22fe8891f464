import { DomainError } from '../../errors/domain-error.ts';
import type { Context } from '../../context/context.ts';
import type { Route } from '../../http/route.ts';
import { resubscribe, unsubscribe } from './unsubscribe.ts';

/**
 * RFC 8058: a mail program's POST unsubscribes at once and never gets a redirect. Only the page's own form
 * sends a choice and is redirected back to the page; any other POST, in whatever form, is the one click.
 */
export const unsubscribeRoutes: Route[] = [
  {
    method: 'post',
    path: '/unsubscribe/:token',
    isForAll: true,
    cost: 100,
    async handle(ctx, { params, body }) {
      const token = params.token!;
      const choice = new URLSearchParams(body).get('choice');
      try {
        await (choice === null
          ? unsubscribe(ctx, { token, source: 'ONE_CLICK' })
          : choose(ctx, { token, choice }));
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        if (choice === null) return new Response(error.message, { status: 404 });
      }
      return choice === null
        ? new Response('Unsubscribed.')
        : seeOther(`/unsubscribe/${encodeURIComponent(token)}?done`);
    },
  },
];

/**
 * Applies the choice from the page's form: `list-` followed by a list's id, `sender`, `everything` or `undo`.
 */
function choose(ctx: Context, { token, choice }: { token: string; choice: string }): Promise<void> {
  if (choice === 'undo') return resubscribe(ctx, token);
  const source = 'PAGE';
  if (choice.startsWith('list-'))
    return unsubscribe(ctx, { token, source, reach: 'LIST', listId: choice.slice(5) });
  return unsubscribe(ctx, { token, source, reach: choice === 'sender' ? 'OWNER' : 'INSTALLATION' });
}

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } });
