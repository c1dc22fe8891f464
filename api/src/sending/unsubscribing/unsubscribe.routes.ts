import { DomainError } from '../../errors/domain-error.ts';
import type { Route } from '../../http/route.ts';
import { unsubscribe } from './unsubscribe.ts';

// RFC 8058, section 3.2: as application/x-www-form-urlencoded or multipart/form-data, and never answered by a redirect.
const ONE_CLICK = /List-Unsubscribe(?:=|"?\s+)One-Click/;

/** RFC 8058: a mail program's POST unsubscribes at once; the button of the page is sent back to the page. */
export const unsubscribeRoutes: Route[] = [
  {
    method: 'post',
    path: '/unsubscribe/:token',
    isForAll: true,
    cost: 100,
    async handle(ctx, { params, body }) {
      const isOneClick = ONE_CLICK.test(body);
      const page = `/unsubscribe/${encodeURIComponent(params.token!)}`;
      try {
        await unsubscribe(ctx, params.token!);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        return isOneClick ? new Response(error.message, { status: 404 }) : seeOther(`${page}?unknown`);
      }
      return isOneClick ? new Response('Unsubscribed.') : seeOther(`${page}?done`);
    },
  },
];

const seeOther = (location: string) => new Response(null, { status: 303, headers: { location } });
