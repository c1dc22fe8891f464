import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contextOf } from '../../src/accounts/sessions/context-of.ts';
import { hashToken } from '../../src/accounts/sessions/find-actor.ts';
import type { App } from '../../src/context/app.ts';
import { admission } from '../../src/http/admit.ts';
import { createApollo } from '../../src/http/apollo.ts';
import { createApp } from '../../src/http/create-app.ts';
import { createEventStreams } from '../../src/http/event-stream.ts';
import { createMetrics } from '../../src/http/metrics.ts';
import { createSchema } from '../../src/programs/schema.ts';

/** The API on a port of its own. */
export interface Server {
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the API as in production, but with unlimited budgets: a measurement sends more requests in a minute
 * than anybody may.
 */
export async function openServer({ services, log, config }: App): Promise<Server> {
  const http = createServer();
  const schema = await createSchema();
  const budget = { spend: async () => ({}) };
  const metrics = createMetrics();
  const admit = admission(services, { contextOf, budget });
  const apollo = createApollo(schema, { http, log, budget, metrics });
  const streams = createEventStreams(schema, { services, contextOf, admit, budget });
  await apollo.start();
  const { corsOrigins } = config;
  http.on(
    'request',
    createApp({ services, admit, budget, metrics, apollo, streams, routes: [], corsOrigins }),
  );
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
    async close() {
      streams.close();
      await apollo.stop();
      http.closeAllConnections();
    },
  };
}

/** Returns the cookie of a new session of the user with this address. */
export async function logIn({ orm }: App, email: string): Promise<string> {
  const token = randomBytes(16).toString('hex');
  await orm.em.fork().execute(
    `insert into session (user_id, token_hash, last_seen_at, expires_at)
     select id, ?, now() + interval '1 day', now() + interval '1 day' from "user" where email = ?`,
    [hashToken(token), email],
  );
  return `session=${token}`;
}
