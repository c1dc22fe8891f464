import { createHash, timingSafeEqual } from 'node:crypto';
import * as v from 'valibot';
import { bounceOf, type Bounce } from '../../runs/events/bounce-of.ts';
import type { MailEventKind } from '../../runs/events/mail-event.enums.ts';

/** A request from a mail service, unparsed. */
export interface HookRequest {
  bytes: Buffer;
  header: (name: string) => string | null;
}

/** What a service reports about one mail to one person. */
export interface HookEvent {
  kind: MailEventKind;
  reason?: string | null;
  code?: string | null;
  words?: string | null;
  /** The address of the recipient. */
  email: string;
  /** The delivery's token, which the service returns from a header of the mail. */
  token: string | null;
  /** The Message-ID of the mail. */
  messageId: string | null;
  /** The service's id of the event. */
  externalId: string | null | undefined;
}

/** How a service reports events. */
export interface Hook {
  /**
   * Returns the bounces, complaints and unsubscriptions in a request, or null if the service has not signed
   * it.
   */
  read: (request: HookRequest, secret: string) => Promise<HookEvent[] | null> | HookEvent[] | null;
}

/** A text in a request; undefined if it is missing or something else. */
export const text = v.fallback(v.nullish(v.string()), null);

/** Parses JSON. Returns undefined if it is invalid. */
export function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** Whether two secrets are equal, compared in constant time. */
export const isSame = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether a request has the configured login and password (`login:password`) in its basic authentication. */
export function hasLogin({ header }: HookRequest, secret: string): boolean {
  const given = /^basic\s+([a-z\d+/=]+)$/i.exec(header('authorization') ?? '')?.[1];
  return given !== undefined && isSame(Buffer.from(given, 'base64').toString('utf8'), secret);
}

/**
 * Returns the kind of a bounce from the service's classification and the server's reply. A reply that
 * clearly names a full mailbox or a policy takes precedence over a service that calls the bounce permanent.
 */
export function bounceBy(service: Bounce['kind'], reply: string): Bounce {
  const said = bounceOf(
    /^[45]\d\d/.test(reply) ? reply : `${service === 'SOFT_BOUNCE' ? 450 : 550} ${reply}`,
  );
  const isUnderstood = said.reason !== 'UNKNOWN';
  if (isUnderstood && said.kind !== 'HARD_BOUNCE') return said;
  if (service === 'HARD_BOUNCE') return { kind: service, reason: 'NO_MAILBOX' };
  return { kind: service, reason: isUnderstood && service !== 'POLICY_BOUNCE' ? said.reason : 'UNKNOWN' };
}
