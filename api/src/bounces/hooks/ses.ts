import * as v from 'valibot';
import type { Bounce } from '../../runs/events/bounce-of.ts';
import { askAmazon } from './ask-amazon.ts';
import { bounceBy, type Hook, type HookEvent, jsonOf, text } from './hook.ts';
import { type Ask, isOfSns, isSignedBySns, snsMessage } from './sns-message.ts';

const told = v.object({
  notificationType: text,
  eventType: text,
  mail: v.object({
    source: text,
    commonHeaders: v.optional(v.object({ messageId: text }), {}),
    headers: v.fallback(v.array(v.object({ name: v.string(), value: v.string() })), []),
    tags: v.fallback(v.optional(v.object({ postline: v.optional(v.array(v.string()), []) })), undefined),
  }),
  bounce: v.optional(
    v.object({
      bounceType: v.string(),
      bounceSubType: text,
      feedbackId: text,
      bouncedRecipients: v.array(v.object({ emailAddress: v.string(), status: text, diagnosticCode: text })),
    }),
  ),
  complaint: v.optional(
    v.object({
      feedbackId: text,
      complaintFeedbackType: text,
      complainedRecipients: v.array(v.object({ emailAddress: v.string() })),
    }),
  ),
});
type Told = v.InferOutput<typeof told>;

/** Amazon SES reports through SNS, which signs with a certificate. The secret is the ARN of the topic. */
export const sesOver = (ask: Ask): Hook => ({
  async read({ bytes }, topic) {
    const parsed = v.safeParse(snsMessage, jsonOf(bytes));
    if (!parsed.success || parsed.output.TopicArn !== topic) return null;
    const message = parsed.output;
    if (!(await isSignedBySns(message, ask))) return null;
    const { Type, SubscribeURL = '' } = message;
    if (Type === 'SubscriptionConfirmation' && isOfSns(SubscribeURL)) await ask(SubscribeURL);
    if (Type !== 'Notification') return [];
    const content = v.safeParse(told, jsonOf(Buffer.from(message.Message)));
    return content.success ? [...bouncesIn(content.output), ...complaintsIn(content.output)] : [];
  },
});

export const ses = sesOver(askAmazon);

const bouncesIn = ({ mail, bounce }: Told): HookEvent[] =>
  bounce ? bounce.bouncedRecipients.map((person) => bounceTo(person, { mail, bounce })) : [];

type Bounced = NonNullable<Told['bounce']>;

const bounceTo = (
  { emailAddress, status, diagnosticCode }: Bounced['bouncedRecipients'][number],
  { mail, bounce }: { mail: Told['mail']; bounce: Bounced },
): HookEvent => ({
  ...bounceBy(kindOf(bounce), (diagnosticCode ?? '').replace(/^[^;]{0,10};\s*/, '')),
  code: status,
  words: diagnosticCode?.replace(/^smtp;\s*/i, '') ?? bounce.bounceSubType,
  email: emailAddress,
  externalId: bounce.feedbackId && `${bounce.feedbackId} ${emailAddress}`,
  ...proofsIn(mail),
});

function kindOf({ bounceType, bounceSubType }: Bounced): Bounce['kind'] {
  if (bounceType === 'Permanent') return 'HARD_BOUNCE';
  const isRefusal = /Rejected|TooLarge/.test(bounceSubType ?? '');
  return bounceType === 'Transient' && !isRefusal ? 'SOFT_BOUNCE' : 'POLICY_BOUNCE';
}

function complaintsIn({ mail, complaint }: Told): HookEvent[] {
  if (!complaint || complaint.complaintFeedbackType === 'not-spam') return [];
  const { complaintFeedbackType: words, feedbackId } = complaint;
  const { token, messageId } = proofsIn(mail);
  return complaint.complainedRecipients.map(({ emailAddress: email }) => {
    const externalId = feedbackId && `${feedbackId} ${email}`;
    return { kind: 'COMPLAINT', words, email, externalId, token, messageId };
  });
}

/**
 * Returns what identifies the mail in a notification: the token of the message tag, which requires a
 * configuration set, or of the return path, and the Message-ID.
 */
function proofsIn({ source, tags, headers, commonHeaders }: Told['mail']) {
  const inPath = /\+([a-z2-7]{26})@/i.exec(source ?? '')?.[1];
  const messageId = headers.find(({ name }) => name.toLowerCase() === 'message-id')?.value;
  return {
    token: tags?.postline[0] ?? inPath ?? null,
    messageId: messageId ?? commonHeaders.messageId ?? null,
  };
}
