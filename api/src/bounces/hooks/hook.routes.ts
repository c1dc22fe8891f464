import type { Route } from '../../http/route.ts';
import { type MailService, mailServices } from '../../platform/mime/service-headers.ts';
import { hooks } from './hooks.ts';
import { takeHookEvents } from './take-hook-events.ts';

const MOST_BYTES = 2 * 1024 * 1024;

/**
 * The routes at which mail services report bounces and complaints. A service needs a configured secret, and
 * its requests must be signed with it. If an event cannot be recorded now, the response is an error, so
 * that the service repeats it.
 */
export const hookRoutes = (secrets: ReadonlyMap<MailService, string>): Route[] => [
  {
    method: 'post',
    path: '/hooks/:service',
    isForAll: true,
    mostBytes: MOST_BYTES,
    async handle(ctx, { params, bytes, header }) {
      const service = mailServices.find((name) => name === params.service);
      const secret = service && secrets.get(service);
      if (!service || secret === undefined) return new Response('Not found.', { status: 404 });
      try {
        const events = await hooks[service].read({ bytes: Buffer.from(bytes), header }, secret);
        if (!events) return new Response('The message is not signed with the secret.', { status: 403 });
        await takeHookEvents(ctx, service, events);
        return new Response('Taken.');
      } catch (error) {
        ctx.log.error({ err: error, service }, 'What a mail service tells could not be taken.');
        return new Response('Try again later.', { status: 503 });
      }
    },
  },
];
