import type * as v from 'valibot';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid } from '../errors/domain-error.ts';
import { textOf } from '../language/text.ts';
import { getRecipient } from '../recipients/recipient.access.ts';
import { validated } from '../input/validation.ts';
import { attachedSize } from './attachments/attachments-of-message.ts';
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

/**
 * Renders what a person would get: from a saved message, from one that is being written, or from a saved one
 * with the changes being written.
 */
export async function previewMessage(ctx: Context, input: PreviewMessageInput): Promise<RenderedPreview> {
  const written = validated(previewedMessage, input);
  const saved = input.messageId == null ? null : await getMessage(ctx, input.messageId);
  if (!saved && written.subject == null && written.body == null)
    throw invalid([fault('REQUIRED', ['messageId'])]);
  const preview = await render(ctx, {
    source: sourceOf(saved, written),
    saved,
    recipientId: input.recipientId,
  });
  const attached = saved && preview.size > 0 ? await attachedSize(ctx, saved.id) : 0;
  return { ...preview, size: Math.round(preview.size + attached) };
}

interface Previewed {
  source: MessageSource;
  saved: Message | null;
  recipientId: string | null | undefined;
}

async function render(ctx: Context, { source, saved, recipientId }: Previewed): Promise<RenderedPreview> {
  const senderId = saved?.owner.id ?? ctx.actor.id;
  const sender = senderId === null ? null : await ctx.em.findOne(User, senderId);
  const values = await exampleValues(ctx, { recipientId, sender });
  return rendering.preview(keyOf(senderId), { source, values, ...(sender && { dates: datesOf(sender) }) });
}

/** The text being written takes precedence over the saved one. */
function sourceOf(saved: Message | null, written: v.InferOutput<typeof previewedMessage>): MessageSource {
  const { subject = '', body = '', format = 'HTML' } = saved ?? {};
  return {
    subject: written.subject ?? subject,
    body: written.body ?? body,
    format: written.format ?? format,
    textPart: written.textPart === undefined ? saved?.textPart : written.textPart,
  };
}

/** How dates read in a message's own preview: it has no mailing yet whose zone they could use. */
export const datesOf = ({ timeZone, locale }: User): DateSettings => ({ timeZone, locale });

/** The values of a recipient, or of an example person if none is given. */
export async function exampleValues(
  ctx: Context,
  { recipientId, sender }: { recipientId?: string | null | undefined; sender: User | null },
): Promise<TemplateValues> {
  const { values } = sampleMail;
  const example = { ...values.recipient, fullName: textOf(ctx.locale, 'EXAMPLE_PERSON') };
  const person = recipientId == null ? example : await getRecipient(ctx, recipientId);
  return {
    ...values,
    recipient: { email: person.email, fullName: person.fullName, attributes: person.attributes },
    sender: { fullName: sender?.fullName || values.sender.fullName },
  };
}
