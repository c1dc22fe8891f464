import { anonymous, type Actor } from '../../context/actor.ts';
import { findActor } from './find-actor.ts';
import { readSessionCookie } from './session-cookie.ts';
import { findTokenActor, noteTokenUse } from '../tokens/find-token-actor.ts';
import { createContext, type Context, type Services } from '../../context/context.ts';
import { unauthenticated } from '../../errors/domain-error.ts';
import { localeOf } from '../../language/text.ts';
import type { Asking } from '../../http/asking.ts';
import { requestScope } from '../../platform/request-scope.ts';
import { readBearer } from '../../http/bearer.ts';

/**
 * A context for a request from the web: the token's user, else the session's, or nobody. Whoever shows a token is never
 * taken for anybody else: throws UNAUTHENTICATED where it is not valid, whatever cookies there are.
 */
export async function contextOf(services: Services, asking: Asking): Promise<Context> {
  const bearer = readBearer(asking.authorization);
  const actor = bearer === null ? await actorOf(services, asking) : await tokenActorOf(services, bearer);
  const scope = requestScope.getStore();
  if (scope) scope.locale = actor.locale;
  return createContext(services, {
    actor,
    trigger: bearer === null ? 'MANUAL' : 'API',
    setCookie: asking.setCookie,
    ...(asking.ip && { ip: asking.ip }),
  });
}

async function actorOf(services: Services, { cookie, acceptLanguage }: Asking): Promise<Actor> {
  const token = readSessionCookie(services.baseUrl, cookie);
  const known = token ? await findActor(services.orm.em.fork(), token) : null;
  return known ?? anonymous(localeOf(acceptLanguage ?? undefined));
}

async function tokenActorOf({ orm, log }: Services, secret: string): Promise<Actor> {
  const found = await findTokenActor(orm.em.fork(), secret);
  if (!found) throw unauthenticated();
  if (found.toNote !== null) {
    // Nobody waits for it.
    noteTokenUse(orm.em.fork(), found.toNote).catch((error: unknown) =>
      log.warn({ err: error }, 'The use of a token could not be noted.'),
    );
  }
  return found.actor;
}
