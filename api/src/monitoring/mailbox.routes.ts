import type { Route, RouteRequest } from '../http/route.ts';

/** Where the mails that the embedded mail catcher has caught can be read. */
export interface MailCatcherAddress {
  httpUrl: string;
  token: string;
}

/**
 * The caught mails, for the page /mailbox: only to requests from this machine, as anybody may read them there. Nothing
 * without a catcher: where mails go to a real server, and in production.
 */
export function mailboxRoutes(catcher: MailCatcherAddress | null): Route[] {
  const ask = async (path: string, { isLocal, query }: RouteRequest, method = 'GET') => {
    if (!catcher || !isLocal) return new Response(null, { status: 404 });
    const search = query.size > 0 ? `?${query}` : '';
    const headers = { authorization: `Bearer ${catcher.token}` };
    return fetch(`${catcher.httpUrl}${path}${search}`, { method, headers });
  };
  const idOf = ({ params }: RouteRequest) => encodeURIComponent(params.id!);
  return [
    { method: 'get', path: '/mailbox/mails', handle: (_ctx, request) => ask('/mails', request) },
    { method: 'delete', path: '/mailbox/mails', handle: (_ctx, request) => ask('/mails', request, 'DELETE') },
    {
      method: 'get',
      path: '/mailbox/mails/:id',
      handle: (_ctx, request) => ask(`/mails/${idOf(request)}`, request),
    },
    {
      method: 'get',
      path: '/mailbox/mails/:id/raw',
      handle: (_ctx, request) => ask(`/mails/${idOf(request)}/raw`, request),
    },
  ];
}
