import * as v from 'valibot';
import { bounceBy, hasLogin, type Hook, type HookEvent, jsonOf, text } from './hook.ts';

const event = v.object({
  event: v.string(),
  email: v.string(),
  time: v.fallback(v.nullish(v.number()), null),
  hard_bounce: v.fallback(v.nullish(v.boolean()), null),
  error: text,
  comment: text,
  CustomID: text,
  Message_GUID: text,
});
const message = v.union([
  v.array(event),
  v.pipe(
    event,
    v.transform((one) => [one]),
  ),
]);
type Told = v.InferOutput<typeof event>;

/** Mailjet does not sign; it authenticates with the login and password in the URL of the webhook. */
export const mailjet: Hook = {
  read(request, secret) {
    if (!hasLogin(request, secret)) return null;
    const parsed = v.safeParse(message, jsonOf(request.bytes));
    return parsed.success ? parsed.output.flatMap(eventsOf) : [];
  },
};

function eventsOf(told: Told): HookEvent[] {
  const heard = heardOf(told);
  const id = told.Message_GUID ? `${told.event} ${told.Message_GUID}` : null;
  const mail = { email: told.email, token: told.CustomID ?? null, messageId: null };
  return heard ? [{ ...heard, ...mail, externalId: id }] : [];
}

type Heard = Pick<HookEvent, 'kind' | 'reason' | 'code' | 'words'>;

function heardOf(told: Told): Heard | null {
  if (told.event === 'spam') return { kind: 'COMPLAINT' };
  if (told.event === 'unsub') return { kind: 'UNSUBSCRIBE' };
  if (told.event !== 'bounce' && told.event !== 'blocked') return null;
  const words = [told.error, told.comment].filter(Boolean).join(': ');
  return { ...bounceBy(kindOf(told), words), words };
}

/** Mailjet also reports mails that it refuses to send as blocked; the reason distinguishes them. */
function kindOf({ event: name, hard_bounce: isHard, error }: Told) {
  const reason = error?.toLowerCase() ?? '';
  if (/^(?:user unknown|mailbox inactive|invalid domain|no mail host)/.test(reason)) return 'HARD_BOUNCE';
  if (name === 'blocked') return 'POLICY_BOUNCE';
  return isHard && reason === '' ? 'HARD_BOUNCE' : 'SOFT_BOUNCE';
}
