import { randomUUID } from 'node:crypto';
import type { Context } from '../../context/context.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { filesOfMessage } from '../../messages/attachments/attachments-of-message.ts';
import type { MailInput, MessageSource } from '../../messages/rendering/compile-message.ts';
import { keyOf } from '../../messages/rendering/key-of.ts';
import type { DateSettings } from '../../messages/rendering/mail-context.ts';
import { rendering } from '../../messages/rendering/rendering.ts';
import type { TemplateValues } from '../../messages/rendering/template-values.ts';
import { encodeFiles, withFiles } from '../../platform/mime/attach-files.ts';
import { plusAddress } from '../../platform/mime/plus-address.ts';
import { returnToken } from '../../platform/mime/return-token.ts';
import { serviceHeaders } from '../../platform/mime/service-headers.ts';
import { signSingleMail } from '../../senders/sign-single-mail.ts';
import { findSenderOf } from '../launch/find-sender-of.ts';
import { unsubscribeMailto } from '../unsubscribing/unsubscribe-link.ts';
import { ONLY_LIST } from '../../mailings/audience/only-list.ts';
import { type RunFacts, runHeadersOf } from '../worker/run-headers.ts';

export interface MailToCompose {
  mailing: Mailing;
  source: MessageSource;
  dates: DateSettings;
  /** The recipient's address in the form that an envelope takes. */
  to: string;
  values: TemplateValues & { unsubscribeUrl: string };
}

/**
 * Returns one mail of a mailing as a launch now would send it, with its envelope: only the numbers of run and
 * delivery are missing. Throws RenderError, and UnreadableKey for a key that cannot sign it.
 */
export async function composeFirstMail(
  ctx: Context,
  { mailing, source, dates, to, values }: MailToCompose,
): Promise<{ from: string; to: string; bytes: Buffer }> {
  const ownerId = mailing.owner.id;
  const runId = `preflight.${randomUUID()}`;
  const runHeaders = { ...runHeadersOf(await factsOf(ctx, mailing), ctx), runId };
  const from = runHeaders.from.address;
  // No bounce can come back with it.
  const token = returnToken(ctx.secret, { deliveryId: 0, addressHash: Buffer.alloc(0) });
  const mailInput: MailInput = {
    deliveryId: 0,
    address: to,
    name: values.recipient.fullName,
    unsubscribeUrl: values.unsubscribeUrl,
    ...unsubscribeMailto(ctx.bounceAddress, values.unsubscribeUrl),
    ...(ctx.mailServices.length > 0 && { serviceHeaders: serviceHeaders(ctx.mailServices, token) }),
    values,
  };
  const mail = { name: runId, source, runHeaders, settings: { dates }, mailInput };
  const filled = await rendering.mail(keyOf(ownerId), mail);
  const files = encodeFiles(await filesOfMessage(ctx, mailing.message.id));
  const bytes = await signSingleMail(ctx.em, {
    bytes: files ? withFiles(filled, files) : filled,
    from,
    ownerId,
    isShared: from.toLowerCase() === ctx.mailFrom.address.toLowerCase(),
    secrets: [ctx.secret, ...ctx.earlierSecrets],
  });
  const hasReturnPath = ctx.bounceAddress !== undefined && ctx.hasReturnPaths;
  return { from: hasReturnPath ? plusAddress(ctx.bounceAddress!, token) : from, to, bytes };
}

/** What a launch now would freeze. */
async function factsOf(ctx: Context, mailing: Mailing): Promise<RunFacts> {
  const [owner, sender, rows] = await Promise.all([
    mailing.owner.loadOrFail(),
    findSenderOf(ctx).load(mailing),
    ctx.em.execute<Pick<RunFacts, 'list'>[]>(`select ${ONLY_LIST} as list from mailing where id = ?`, [
      mailing.id,
    ]),
  ]);
  return {
    id: 0,
    mailing_id: mailing.id,
    owner_id: owner.id,
    owner_name: owner.fullName,
    owner_email: owner.email,
    from_name: sender?.name ?? null,
    from_address: sender?.address ?? null,
    reply_to: sender?.replyTo ?? null,
    list: rows[0]?.list ?? null,
  };
}
