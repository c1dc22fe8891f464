import { randomUUID } from 'node:crypto';
import { canChange } from '../../access/owned-things.ts';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { fault, invalid, unavailable } from '../../errors/domain-error.ts';
import { encodeFiles, withFiles } from '../../platform/mime/attach-files.ts';
import { deliverableAddress } from '../../platform/mime/email-address.ts';
import { getMessage } from '../../messages/message.access.ts';
import { filesOfMessage } from '../../messages/attachments/attachments-of-message.ts';
import type { Message } from '../../messages/message.entity.ts';
import type { SendTestInput } from '../../messages/message.inputs.ts';
import { datesOf, exampleValues } from '../../messages/preview-message.ts';
import { keyOf } from '../../messages/rendering/key-of.ts';
import { renderFault } from '../../messages/rendering/render-fault.ts';
import type { RunHeaders } from '../../messages/rendering/compile-message.ts';
import type { MailRequest } from '../../messages/rendering/render-requests.ts';
import { rendering } from '../../messages/rendering/rendering.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { OutgoingMail } from '../../platform/smtp/mail-commands.ts';
import { SenderIdentity } from '../../senders/sender-identity.entity.ts';
import { isVerified } from '../../senders/sender.queries.ts';
import { UnreadableKey } from '../../senders/find-signing-keys.ts';
import { signSingleMail } from '../../senders/sign-single-mail.ts';
import { awaitToken } from '../limits/await-token.ts';
import { unsubscribeMailto } from '../unsubscribing/unsubscribe-link.ts';
import { runHeadersOf } from '../worker/run-headers.ts';
import { linkFaults } from '../launch/launch-problems.ts';
import { limitTests } from './limit-tests.ts';
import { findTestLinks } from './test-links.ts';

const MOST = 5;

/**
 * Sends a message to a few addresses at once, filled in with a recipient's values or an example person's.
 * Respects the installation's limits, counts towards the actor's test limit, and appears in no statistics.
 * Returns how many the server accepted. Throws INVALID for an address that receives no mail from the owner and
 * for what would prevent a launch too, and UNAVAILABLE with the server's reply if it accepted none.
 */
export async function sendTest(ctx: Context, input: SendTestInput): Promise<number> {
  const addresses = checkedAddresses(input.to);
  const message = await getMessage(ctx, input.messageId, { can: canChange });
  const problems = [...linkFaults(ctx), ...(await rendering.problems(keyOf(message.owner.id), message))];
  const errors = problems.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw invalid(errors);
  await limitTests(ctx, addresses);
  const mails = await composeTests(ctx, { message, addresses, recipientId: input.recipientId });
  const outcomes = await sendInTurn(ctx, mails);
  const sent = outcomes.filter(({ state }) => state === 'SENT').length;
  ctx.log.info({ message: message.id, user: ctx.actor.id, mails: mails.length, sent }, 'A test was sent.');
  const [first] = outcomes;
  if (!first) throw unavailable('TEST_NO_ROOM');
  if (sent === 0) throw unavailable('TEST_REFUSED', { detail: first.reply });
  return sent;
}

/** Sends one after the other, as long as the limits leave room and the server can be reached. */
async function sendInTurn(ctx: Context, mails: OutgoingMail[]): Promise<SmtpOutcome[]> {
  const outcomes: SmtpOutcome[] = [];
  for (const mail of mails) {
    if (!(await awaitToken(ctx))) break;
    const outcome = await ctx.mailer.send(mail);
    outcomes.push(outcome);
    if (outcome.state === 'UNTOUCHED') break;
  }
  return outcomes;
}

interface Test {
  message: Message;
  addresses: string[];
  recipientId?: string | null | undefined;
}

async function composeTests(
  ctx: Context,
  { message, addresses, recipientId }: Test,
): Promise<OutgoingMail[]> {
  const sender = await ctx.em.findOneOrFail(User, message.owner.id);
  const links = await findTestLinks(ctx, { ownerId: sender.id, addresses });
  const values = await exampleValues(ctx, { recipientId, sender });
  const runId = `test.${randomUUID()}`;
  const identity = await usableSender(ctx, sender.id);
  const runHeaders = { ...runHeadersOf(headersOf(sender, identity), ctx), runId };
  const files = encodeFiles(await filesOfMessage(ctx, message.id));
  const request = { name: runId, source: message, runHeaders, settings: { dates: datesOf(sender) } };
  return Promise.all(
    addresses.map(async (to, index) => {
      const unsubscribeUrl = links[index]!;
      const mailInput = {
        deliveryId: index,
        address: to,
        name: values.recipient.fullName,
        unsubscribeUrl,
        ...unsubscribeMailto(ctx.bounceAddress, unsubscribeUrl),
        values: { ...values, unsubscribeUrl },
      };
      const mail = await filledIn(sender.id, { ...request, mailInput });
      const bytes = await signed(ctx, files ? withFiles(mail, files) : mail, { sender, runHeaders });
      return { from: runHeaders.from.address, to, bytes };
    }),
  );
}

/** Returns the owner's default sender if mails may come from it. */
async function usableSender(ctx: Context, ownerId: number): Promise<SenderIdentity | null> {
  const sender = await ctx.em.findOne(SenderIdentity, { owner: ownerId, isDefault: true });
  return sender && (await isVerified(ctx).load(sender)) ? sender : null;
}

/**
 * Signs a mail as those of a run are. Throws INVALID for a key that cannot be decrypted, which would pause a
 * run.
 */
async function signed(
  ctx: Context,
  bytes: Buffer,
  { sender, runHeaders }: { sender: User; runHeaders: RunHeaders },
): Promise<Buffer> {
  const from = runHeaders.from.address;
  const isShared = from.toLowerCase() === ctx.mailFrom.address.toLowerCase();
  const secrets = [ctx.secret, ...ctx.earlierSecrets];
  try {
    return await signSingleMail(ctx.em, { bytes, from, ownerId: sender.id, isShared, secrets });
  } catch (error) {
    if (error instanceof UnreadableKey)
      throw invalid([fault('DKIM_KEY_UNREADABLE', [], { domain: error.domain })]);
    throw error;
  }
}

/** A test has neither a run nor a mailing. */
const headersOf = ({ id, fullName, email }: User, sender: SenderIdentity | null) => ({
  id: 0,
  mailing_id: 0,
  owner_id: id,
  owner_name: fullName,
  owner_email: email,
  from_name: sender?.name ?? null,
  from_address: sender?.address ?? null,
  reply_to: sender?.replyTo ?? null,
  list: null,
});

/**
 * Fills in the values. Throws INVALID if the template fails with this person's values, although it works with
 * the example's.
 */
async function filledIn(ownerId: number, request: MailRequest): Promise<Buffer> {
  try {
    return await rendering.mail(keyOf(ownerId), request);
  } catch (error) {
    throw invalid([renderFault(error)]);
  }
}

/**
 * Returns the addresses in the form that an SMTP envelope takes. Throws INVALID that names each invalid
 * address.
 */
function checkedAddresses(to: string[]): string[] {
  if (to.length === 0) throw invalid([fault('REQUIRED', ['to'])]);
  if (to.length > MOST) throw invalid([fault('TOO_MANY', ['to'], { bound: MOST })]);
  return to.map((text, index) => {
    const address = deliverableAddress(text);
    if (!address.ok) throw invalid([fault(`EMAIL_${address.problem}`, ['to', String(index)])]);
    return address.address;
  });
}
