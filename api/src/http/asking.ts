import type { Request, Response } from 'express';
import { anonymous } from '../context/actor.ts';
import { createContext, type Context, type Services } from '../context/context.ts';
import { localeOf } from '../language/text.ts';

/** The parts of a request that say who asks. */
export interface Asking {
  authorization: string | undefined | null;
  cookie: string | undefined | null;
  acceptLanguage: string | undefined | null;
  /** Where it came from, as trusted proxies tell it. */
  ip: string | undefined;
  userAgent?: string | undefined;
  setCookie: (cookie: string) => void;
}

/** Finds out who asks. Throws UNAUTHENTICATED if what is shown as a token is none. */
export type ContextOf = (services: Services, asking: Asking) => Promise<Context>;

/** A context for what is the same for everybody: nothing is looked up, so that it works while the database is away. */
export const contextOfNobody = (services: Services, req: Request): Context =>
  createContext(services, {
    actor: anonymous(localeOf(req.headers['accept-language'])),
    trigger: 'MANUAL',
    ...(req.ip && { ip: req.ip }),
  });

/** What an Express request says of who asks. */
export const askingOf = (req: Request, res: Response): Asking => ({
  authorization: req.headers.authorization,
  cookie: req.headers.cookie,
  acceptLanguage: req.headers['accept-language'],
  ip: req.ip,
  userAgent: req.headers['user-agent'],
  setCookie: (cookie) => res.append('set-cookie', cookie),
});
