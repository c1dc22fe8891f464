import type { IncomingMessage } from 'node:http';
import type { Request, Response } from 'express';
import { anonymous } from '../context/actor.ts';
import { createContext, type Context, type Services } from '../context/context.ts';
import { localeOf } from '../language/text.ts';

/** The parts of a request that identify its actor. */
export interface Asking {
  authorization: string | undefined | null;
  cookie: string | undefined | null;
  acceptLanguage: string | undefined | null;
  /** The client's address according to trusted proxies. */
  ip: string | undefined;
  userAgent?: string | undefined;
  /** The length of the body in bytes. */
  bytes?: number;
  setCookie: (cookie: string) => void;
}

/** Finds the actor of a request. Throws UNAUTHENTICATED if it has an invalid token. */
export type ContextOf = (services: Services, asking: Asking) => Promise<Context>;

/**
 * A context for responses that are the same for everybody: reads nothing, so that it works while the database
 * cannot be reached.
 */
export const contextOfNobody = (services: Services, req: Request): Context =>
  createContext(services, {
    actor: anonymous(localeOf(req.headers['accept-language'])),
    trigger: 'MANUAL',
    ...(req.ip && { ip: req.ip }),
  });

declare module 'node:http' {
  interface IncomingMessage {
    /** The length of a body that has been read, in bytes, uncompressed. */
    bodyBytes?: number;
  }
}

/** For a parser of bodies: remembers how long one was. */
export function countBytes(req: IncomingMessage, _res: unknown, body: Buffer): void {
  req.bodyBytes = body.length;
}

/** The parts of an Express request that identify its actor. */
export const askingOf = (req: Request, res: Response): Asking => ({
  authorization: req.headers.authorization,
  cookie: req.headers.cookie,
  acceptLanguage: req.headers['accept-language'],
  ip: req.ip,
  userAgent: req.headers['user-agent'],
  bytes: req.bodyBytes ?? 0,
  setCookie: (cookie) => res.append('set-cookie', cookie),
});
