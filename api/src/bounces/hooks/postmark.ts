import * as v from 'valibot';
import { bounceBy, hasLogin, type Hook, type HookEvent, jsonOf, text } from './hook.ts';

const message = v.object({
  RecordType: v.string(),
  ID: v.fallback(v.nullish(v.number()), null),
  Type: text,
  Email: text,
  Recipient: text,
  Details: text,
  SuppressSending: v.fallback(v.nullish(v.boolean()), null),
  Origin: text,
  MessageID: text,
  Metadata: v.optional(v.object({ postline: text }), {}),
});
type Told = v.InferOutput<typeof message>;

/** Postmark does not sign; it authenticates with the login and password in its webhook settings. */
export const postmark: Hook = {
  read(request, secret) {
    if (!hasLogin(request, secret)) return null;
    const parsed = v.safeParse(message, jsonOf(request.bytes));
    const heard = parsed.success ? heardOf(parsed.output) : null;
    return heard && parsed.success ? [{ ...heard, ...mailOf(parsed.output) }] : [];
  },
};

const mailOf = ({ Email, Recipient, Metadata, ID, MessageID, RecordType }: Told) => ({
  email: Email ?? Recipient ?? '',
  token: Metadata.postline ?? null,
  messageId: null,
  externalId: ID == null ? MessageID && `${RecordType} ${MessageID}` : String(ID),
});

type Heard = Pick<HookEvent, 'kind' | 'reason' | 'code' | 'words'>;

function heardOf(told: Told): Heard | null {
  if (told.RecordType === 'SpamComplaint') return { kind: 'COMPLAINT' };
  if (told.RecordType === 'SubscriptionChange')
    return told.SuppressSending && told.Origin === 'Recipient' ? { kind: 'UNSUBSCRIBE' } : null;
  return told.RecordType === 'Bounce' ? bounceIn(told) : null;
}

const kinds: Record<string, 'HARD_BOUNCE' | 'SOFT_BOUNCE' | 'POLICY_BOUNCE'> = {
  HardBounce: 'HARD_BOUNCE',
  BadEmailAddress: 'HARD_BOUNCE',
  SoftBounce: 'SOFT_BOUNCE',
  DnsError: 'SOFT_BOUNCE',
  Blocked: 'POLICY_BOUNCE',
  SpamNotification: 'POLICY_BOUNCE',
  DMARCPolicy: 'POLICY_BOUNCE',
};

/** Postmark also reports automatic replies and pending retries as bounces; those are ignored. */
function bounceIn({ Type, Details }: Told): Heard | null {
  if (Type === 'SpamComplaint') return { kind: 'COMPLAINT' };
  if (Type === 'Unsubscribe') return { kind: 'UNSUBSCRIBE' };
  const kind = kinds[Type ?? ''];
  // "smtp;550 5.1.1 The email account does not exist", or words alone.
  const reply = (Details ?? '').replace(/^[^;]{0,10};\s*/, '');
  return kind ? { ...bounceBy(kind, reply), words: reply || null } : null;
}
