import { onTestFinished } from 'vitest';
import type { User } from '../src/accounts/user.entity.ts';
import { hashToken } from '../src/accounts/sessions/find-actor.ts';
import { Session } from '../src/accounts/sessions/session.entity.ts';
import type { Config } from '../src/config.ts';
import type { Services } from '../src/context/context.ts';
import { startServer, type RunningServer } from '../src/programs/server.ts';
import { parseSmtpUrls } from '../src/platform/smtp/smtp-url.ts';
import { testApp } from './database.ts';

/** Starts the server on a free port, with the given settings or services; closed when the test ends. */
export async function runningServer(
  given: Partial<Config> = {},
  others: Partial<Services> = {},
): Promise<RunningServer> {
  const app = await testApp();
  const config = { ...app.config, ...given };
  const { baseUrl, registration } = config;
  const services = { ...app.services, baseUrl, registration, ...others };
  const server = await startServer(
    { ...app, config, services },
    { servers: parseSmtpUrls('smtp://127.0.0.1:9'), catcher: null },
  );
  onTestFinished(() => server.close());
  return server;
}

/** Returns the cookie of a session of this user. */
export async function sessionOf(user: User): Promise<string> {
  const { orm } = await testApp();
  const token = `token-of-${user.id}-${Math.random()}`;
  const now = new Date();
  await orm.em.fork().insert(Session, {
    user: user.id,
    tokenHash: hashToken(token),
    lastSeenAt: now,
    expiresAt: new Date(now.getTime() + 3_600_000),
    createdAt: now,
  });
  return `session=${token}`;
}
