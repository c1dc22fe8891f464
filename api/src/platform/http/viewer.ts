import type { Request, Response } from 'express';
import { anonymous, type Actor } from '../../accounts/actor.ts';
import { findActor } from '../../accounts/find-actor.ts';
import { readSessionCookie } from '../../accounts/session-cookie.ts';
import { createContext, type Context, type Services } from '../../context.ts';
import { localeOf } from '../../language/text.ts';
import { requestScope } from '../request-scope.ts';

/** The parts of a request that say who asks. */
export interface Asking {
  cookie: string | undefined | null;
  acceptLanguage: string | undefined | null;
  setCookie: (cookie: string) => void;
}

/** A context for a request from the web: the session's user, or nobody. */
export async function contextOf(
  services: Services,
  { cookie, acceptLanguage, setCookie }: Asking,
): Promise<Context> {
  const actor = await actorOf(services, cookie, acceptLanguage);
  const scope = requestScope.getStore();
  if (scope) scope.locale = actor.locale;
  return createContext(services, { actor, trigger: 'MANUAL', setCookie });
}

async function actorOf(
  services: Services,
  cookie: string | undefined | null,
  acceptLanguage: string | undefined | null,
): Promise<Actor> {
  const token = readSessionCookie(services.baseUrl, cookie);
  const known = token ? await findActor(services.orm.em.fork(), token) : null;
  return known ?? anonymous(localeOf(acceptLanguage ?? undefined));
}

/** A context for what is the same for everybody: nothing is looked up, so that it works while the database is away. */
export const contextOfNobody = (services: Services, req: Request): Context =>
  createContext(services, { actor: anonymous(localeOf(req.headers['accept-language'])), trigger: 'MANUAL' });

/** The same as `contextOf` for an Express request. */
export const contextOfRequest = (services: Services, req: Request, res: Response) =>
  contextOf(services, {
    cookie: req.headers.cookie,
    acceptLanguage: req.headers['accept-language'],
    setCookie: (cookie) => res.append('set-cookie', cookie),
  });
