import * as v from 'valibot';
import type { Bounce } from '../../runs/events/bounce-of.ts';
import { bounceBy, hasLogin, type Hook, type HookEvent, jsonOf, text } from './hook.ts';

const event = v.object({
  type: v.string(),
  rcpt_to: v.string(),
  bounce_class: v.fallback(v.nullish(v.union([v.string(), v.number()])), null),
  error_code: text,
  raw_reason: text,
  event_id: text,
  fbtype: text,
  rcpt_meta: v.fallback(v.optional(v.object({ postline: text }), {}), {}),
});
const message = v.array(v.object({ msys: v.record(v.string(), v.unknown()) }));
type Told = v.InferOutput<typeof event>;

/** SparkPost does not sign; it authenticates with the login and password in its webhook settings. */
export const sparkpost: Hook = {
  read(request, secret) {
    if (!hasLogin(request, secret)) return null;
    const parsed = v.safeParse(message, jsonOf(request.bytes));
    return parsed.success ? parsed.output.flatMap(({ msys }) => Object.values(msys).flatMap(eventsOf)) : [];
  },
};

function eventsOf(value: unknown): HookEvent[] {
  const parsed = v.safeParse(event, value);
  const told = parsed.success ? parsed.output : null;
  const heard = told && heardOf(told);
  if (!told || !heard) return [];
  const mail = { email: told.rcpt_to, token: told.rcpt_meta.postline ?? null, messageId: null };
  return [{ ...heard, ...mail, externalId: told.event_id ?? null }];
}

type Heard = Pick<HookEvent, 'kind' | 'reason' | 'code' | 'words'>;

function heardOf(told: Told): Heard | null {
  switch (told.type) {
    case 'spam_complaint':
      return told.fbtype === 'not-spam' ? null : { kind: 'COMPLAINT' };
    case 'list_unsubscribe':
    case 'link_unsubscribe':
      return { kind: 'UNSUBSCRIBE' };
    case 'bounce':
    case 'out_of_band':
    case 'policy_rejection':
      return bounceIn(told);
    default:
      return null;
  }
}

function bounceIn({ type, raw_reason: words, error_code: code, bounce_class: number }: Told): Heard | null {
  const kind = type === 'policy_rejection' ? 'POLICY_BOUNCE' : kindOf(Number(number));
  const reply = /^[45]\d\d/.test(words ?? '') ? words! : `${code ?? ''} ${words ?? ''}`.trim();
  return kind && { ...bounceBy(kind, reply), words };
}

/**
 * SparkPost's bounce classes: 1 undetermined, 10 invalid, 20s and 40s soft, 50s blocked, 60 an automatic
 * reply, 90 unsubscribed.
 */
function kindOf(number: number): Bounce['kind'] | null {
  if (number === 10 || number === 30) return 'HARD_BOUNCE';
  if ([20, 21, 22, 23, 24, 40, 70, 100].includes(number)) return 'SOFT_BOUNCE';
  return number === 60 || number === 80 || number === 90 ? null : 'POLICY_BOUNCE';
}
