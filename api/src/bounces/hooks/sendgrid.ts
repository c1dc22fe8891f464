import { createPublicKey, verify } from 'node:crypto';
import * as v from 'valibot';
import { bounceBy, type Hook, type HookEvent, type HookRequest, jsonOf, text } from './hook.ts';

const message = v.array(
  v.object({
    event: v.string(),
    email: v.string(),
    type: text,
    reason: text,
    status: text,
    sg_event_id: text,
    'smtp-id': text,
    postline: text,
  }),
);
type Told = v.InferOutput<typeof message>[number];

/** SendGrid signs the time and the body (ECDSA); its settings show the public key. */
export const sendgrid: Hook = {
  read(request, secret) {
    if (!isSigned(request, secret)) return null;
    const parsed = v.safeParse(message, jsonOf(request.bytes));
    return parsed.success ? parsed.output.flatMap(eventsOf) : [];
  },
};

function isSigned({ bytes, header }: HookRequest, publicKey: string): boolean {
  const signature = header('x-twilio-email-event-webhook-signature');
  const timestamp = header('x-twilio-email-event-webhook-timestamp');
  if (!signature || !timestamp) return false;
  try {
    const key = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' });
    const signed = Buffer.concat([Buffer.from(timestamp), bytes]);
    return verify('sha256', signed, key, Buffer.from(signature, 'base64'));
  } catch {
    return false;
  }
}

function eventsOf(told: Told): HookEvent[] {
  const heard = heardOf(told);
  const mail = { email: told.email, token: told.postline ?? null, messageId: told['smtp-id'] ?? null };
  return heard ? [{ ...heard, ...mail, externalId: told.sg_event_id ?? null }] : [];
}

type Heard = Pick<HookEvent, 'kind' | 'reason' | 'code' | 'words'>;

function heardOf(told: Told): Heard | null {
  switch (told.event) {
    case 'spamreport':
      return { kind: 'COMPLAINT' };
    case 'unsubscribe':
    case 'group_unsubscribe':
      return { kind: 'UNSUBSCRIBE' };
    case 'bounce':
      return bounceIn(told, told.type === 'blocked' ? 'POLICY_BOUNCE' : 'HARD_BOUNCE');
    case 'dropped':
      return droppedOf(told);
    default:
      return null;
  }
}

/** Mails that SendGrid did not try to send, because the address is on one of its lists. */
function droppedOf(told: Told): Heard | null {
  const reason = told.reason?.toLowerCase() ?? '';
  if (reason.includes('spam report')) return { kind: 'COMPLAINT', words: told.reason };
  if (reason.includes('unsubscribed')) return { kind: 'UNSUBSCRIBE', words: told.reason };
  return bounceIn(told, reason.includes('bounced') || reason === 'invalid' ? 'HARD_BOUNCE' : 'POLICY_BOUNCE');
}

const bounceIn = ({ reason, status }: Told, kind: 'HARD_BOUNCE' | 'POLICY_BOUNCE'): Heard => ({
  ...bounceBy(kind, reason ?? ''),
  code: status ?? null,
  words: reason ?? null,
});
