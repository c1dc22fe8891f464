import { createHmac } from 'node:crypto';
import * as v from 'valibot';
import { bounceBy, type Hook, type HookEvent, isSame, jsonOf, text } from './hook.ts';

const message = v.object({
  signature: v.object({ timestamp: v.string(), token: v.string(), signature: v.string() }),
  'event-data': v.object({
    event: v.string(),
    id: text,
    severity: text,
    reason: text,
    recipient: v.string(),
    'user-variables': v.optional(v.object({ postline: text }), {}),
    message: v.optional(v.object({ headers: v.optional(v.object({ 'message-id': text }), {}) }), {}),
    'delivery-status': v.optional(
      v.object({
        code: v.fallback(v.nullish(v.number()), null),
        message: text,
        description: text,
        'enhanced-code': text,
      }),
    ),
  }),
});
type Told = v.InferOutput<typeof message>['event-data'];

// It tries for eight hours; what is older was kept by somebody else.
const LONGEST_WAY = 24 * 60 * 60;

/**
 * Mailgun signs the time and a token with the account's key. The token identifies the event, so it counts
 * only once.
 */
export const mailgun: Hook = {
  read({ bytes }, secret) {
    const parsed = v.safeParse(message, jsonOf(bytes));
    if (!parsed.success) return null;
    const { signature, 'event-data': told } = parsed.output;
    const right = createHmac('sha256', secret)
      .update(signature.timestamp + signature.token)
      .digest('hex');
    const age = Math.abs(Date.now() / 1000 - Number(signature.timestamp));
    if (!isSame(right, signature.signature) || !(age < LONGEST_WAY)) return null;
    const heard = heardOf(told);
    return heard ? [{ ...heard, ...mailOf(told), externalId: signature.token }] : [];
  },
};

const mailOf = (told: Told) => ({
  email: told.recipient,
  token: told['user-variables'].postline ?? null,
  messageId: told.message.headers?.['message-id'] ?? null,
});

type Heard = Pick<HookEvent, 'kind' | 'reason' | 'code' | 'words'>;

function heardOf(told: Told): Heard | null {
  if (told.event === 'complained') return { kind: 'COMPLAINT' };
  if (told.event === 'unsubscribed') return { kind: 'UNSUBSCRIBE' };
  // A temporary failure is tried again; the last of them is permanent.
  if (told.event !== 'failed' || told.severity !== 'permanent') return null;
  if (told.reason === 'suppress-complaint') return { kind: 'COMPLAINT', words: told.reason };
  if (told.reason === 'suppress-unsubscribe') return { kind: 'UNSUBSCRIBE', words: told.reason };
  return failureOf(told);
}

const NOTHING = { code: null, message: null, description: null, 'enhanced-code': null };

function failureOf({ reason, 'delivery-status': status = NOTHING }: Told): Heard {
  const words = [status.message, status.description].filter(Boolean).join(' ');
  const code = status['enhanced-code'] ?? '';
  const reply = `${status.code ?? 550} ${code} ${words}`.replace(/ +/g, ' ').trim();
  const isGone = reason === 'bounce' || reason === 'suppress-bounce';
  // `old`: the time for trying again ran out.
  return {
    ...bounceBy(isGone ? 'HARD_BOUNCE' : 'SOFT_BOUNCE', reply),
    code: code || null,
    words: words || reason,
  };
}
