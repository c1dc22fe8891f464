import type { Context } from '../context/context.ts';
import type { Route, RouteRequest } from '../http/route.ts';
import { isLoopback } from '../platform/is-loopback.ts';

/** Where to read the mails of the embedded mail catcher. */
export interface MailCatcherAddress {
  httpUrl: string;
  token: string;
}

interface MailboxRequest extends Pick<RouteRequest, 'isLocal' | 'query'> {
  path: string;
  method?: string;
}

/**
 * The caught mails, for the page /mailbox. For requests from this machine only; if BASE_URL is another
 * machine, also for superusers only, because there may be a proxy with visitors from anywhere. No routes
 * without a catcher, when mails go to a real server.
 */
export function mailboxRoutes(catcher: (() => MailCatcherAddress | null) | null, baseUrl: string): Route[] {
  const isHere = isLoopback(new URL(baseUrl).hostname);
  const forward = async (ctx: Context, { path, isLocal, query, method = 'GET' }: MailboxRequest) => {
    const mayRead = isLocal && (isHere || ctx.actor.isSuperuser);
    const address = mayRead ? catcher?.() : null;
    if (!address) return new Response(null, { status: 404 });
    const search = query.size > 0 ? `?${query}` : '';
    const headers = { authorization: `Bearer ${address.token}` };
    return fetch(`${address.httpUrl}${path}${search}`, { method, headers });
  };
  const idOf = ({ params }: RouteRequest) => encodeURIComponent(params.id!);
  return [
    {
      method: 'get',
      path: '/mailbox/mails',
      handle: (ctx, request) => forward(ctx, { ...request, path: '/mails' }),
    },
    {
      method: 'delete',
      path: '/mailbox/mails',
      handle: (ctx, request) => forward(ctx, { ...request, path: '/mails', method: 'DELETE' }),
    },
    {
      method: 'get',
      path: '/mailbox/mails/:id',
      handle: (ctx, request) => forward(ctx, { ...request, path: `/mails/${idOf(request)}` }),
    },
    {
      method: 'get',
      path: '/mailbox/mails/:id/raw',
      handle: (ctx, request) => forward(ctx, { ...request, path: `/mails/${idOf(request)}/raw` }),
    },
  ];
}
