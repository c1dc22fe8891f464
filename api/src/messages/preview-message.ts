import type * as v from 'valibot';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { getRecipient } from '../recipients/recipient.access.ts';
import { validated } from '../input/validation.ts';
import { getMessage } from './message.access.ts';
import type { Message } from './message.entity.ts';
import type { PreviewMessageInput } from './message.inputs.ts';
import { previewedMessage } from './message.rules.ts';
import type { MessageSource } from './rendering/compile-message.ts';
import type { TemplateValues } from './rendering/template-values.ts';
import type { DateSettings } from './rendering/mail-context.ts';
import { keyOf } from './rendering/key-of.ts';
import { rendering } from './rendering/rendering.ts';
import type { RenderedPreview } from './rendering/render-preview.ts';
import { sampleMail } from './rendering/sample-mail.ts';

/** What a person would get: of a saved message, of one that is being written, or of the first changed as the second says. */
export async function previewMessage(ctx: Context, input: PreviewMessageInput): Promise<RenderedPreview> {
  const written = validated(previewedMessage, input);
  const saved = input.messageId == null ? null : await getMessage(ctx, input.messageId);
  if (!saved && written.subject == null && written.body == null)
    throw invalid([fault('REQUIRED', ['messageId'])]);
  const source = sourceOf(saved, written);
  const senderId = saved?.owner.id ?? ctx.actor.id;
  const sender = senderId === null ? null : await ctx.em.findOne(User, senderId);
  const values = await exampleValues(ctx, { recipientId: input.recipientId, sender });
  return rendering.preview(keyOf(senderId), { source, values, ...(sender && { dates: datesOf(sender) }) });
}

/** What is written goes before what is saved. */
function sourceOf(saved: Message | null, written: v.InferOutput<typeof previewedMessage>): MessageSource {
  const { subject = '', body = '', format = 'HTML' } = saved ?? {};
  return {
    subject: written.subject ?? subject,
    body: written.body ?? body,
    format: written.format ?? format,
  };
}

/** Dates in a message's own preview: there is no mailing yet whose zone they could be in. */
export const datesOf = ({ timeZone, locale }: User): DateSettings => ({ timeZone, locale });

/** The values of a recipient, or of an example person where none is given. */
export async function exampleValues(
  ctx: Context,
  { recipientId, sender }: { recipientId?: string | null | undefined; sender: User | null },
): Promise<TemplateValues> {
  const { values } = sampleMail;
  const person = recipientId == null ? values.recipient : await getRecipient(ctx, recipientId);
  return {
    ...values,
    recipient: { email: person.email, fullName: person.fullName, attributes: person.attributes },
    sender: { fullName: sender?.fullName || values.sender.fullName },
  };
}
