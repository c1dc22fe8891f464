import type { EntityManager } from '@mikro-orm/postgresql';
import { Webhook } from 'standardwebhooks';
import type { Log } from '../../platform/log.ts';
import { postJson } from '../../platform/posting/post-json.ts';
import { openSecret } from '../webhook-secret.ts';
import { bodyOf } from './body-of.ts';
import { claimCall, type ClaimedCall } from './claim-call.ts';
import { recordCall, type CallResult } from './record-call.ts';

export interface CallTimes {
  /** How often a worker looks for calls by itself, in milliseconds. */
  pulse: number;
  /** How long an address may take to respond, in milliseconds. */
  timeout: number;
  /** The pauses after failed tries, in seconds; after the last one a call is given up. */
  delays: number[];
}

export interface CallParts {
  log: Log;
  /** Secrets that webhooks' secrets may have been encrypted with, the current one first. */
  keys: readonly string[];
  mayBePrivate: boolean;
  times: CallTimes;
}

/**
 * Makes the call that has been due longest; with `isHealthy`, only one of a webhook whose last call did not fail.
 * Returns false if none is due.
 */
export async function makeCall(
  em: EntityManager,
  parts: CallParts,
  { isHealthy = false } = {},
): Promise<boolean> {
  const { log, times } = parts;
  const call = await claimCall(em, { holdSeconds: Math.ceil(times.timeout / 1000) + 15, isHealthy });
  if (!call) return false;
  const result = await tryCall(call, parts);
  await recordCall(em, log, { call, result, delays: times.delays });
  log.info(
    { webhook: call.webhookId, call: call.id, tries: call.tries, code: result.code },
    'A webhook was called.',
  );
  return true;
}

async function tryCall(call: ClaimedCall, parts: CallParts): Promise<CallResult> {
  const began = performance.now();
  const took = () => Math.round(performance.now() - began);
  const secret = openSecret(parts.keys, call.sealedSecret);
  if (secret === null) return { code: null, response: UNREADABLE, took: 0 };
  try {
    const { status, text } = await postJson({
      url: call.url,
      ...signed(call, secret),
      timeout: parts.times.timeout,
      mayBePrivate: parts.mayBePrivate,
    });
    return { code: status, response: text, took: took() };
  } catch (error) {
    return { code: null, response: error instanceof Error ? error.message : String(error), took: took() };
  }
}

const UNREADABLE =
  'The secret was stored with a SECRET_KEY that is no longer known. Give the webhook a new one.';

/**
 * Returns body and headers according to Standard Webhooks, with the time of the try and the id of the event.
 */
function signed(call: ClaimedCall, secret: string): { headers: Record<string, string>; body: string } {
  const body = JSON.stringify(bodyOf(call));
  const id = `msg_${call.messageId}`;
  const now = new Date();
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Postline-Webhooks',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign(id, now, body),
    },
  };
}
