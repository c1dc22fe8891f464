import { randomUUID } from 'node:crypto';
import { canChange } from '../../access/owned-things.ts';
import { User } from '../../accounts/user.entity.ts';
import type { Context } from '../../context/context.ts';
import { fault, invalid, unavailable } from '../../errors/domain-error.ts';
import { parseAddress, sendableAddress } from '../../platform/mime/email-address.ts';
import { getMessage } from '../../messages/message.access.ts';
import type { Message } from '../../messages/message.entity.ts';
import type { SendTestInput } from '../../messages/message.inputs.ts';
import { datesOf, exampleValues } from '../../messages/preview-message.ts';
import { keyOf } from '../../messages/rendering/key-of.ts';
import { renderFault } from '../../messages/rendering/render-fault.ts';
import type { MailRequest } from '../../messages/rendering/render-requests.ts';
import { rendering } from '../../messages/rendering/rendering.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import type { OutgoingMail } from '../../platform/smtp/mail-commands.ts';
import { awaitToken } from '../limits/await-token.ts';
import { unsubscribeMailto } from '../unsubscribing/unsubscribe-link.ts';
import { runHeadersOf } from '../worker/run-headers.ts';
import { limitTests } from './limit-tests.ts';
import { findTestLinks } from './test-links.ts';

const MOST = 5;

/**
 * Sends a message to a few addresses at once, with the values of a recipient or of an example person, under the limits of the
 * installation and counted for the actor. It counts in no statistic. Returns how many the server took. Throws INVALID for an
 * address that wants no mail of the owner, and UNAVAILABLE with the server's words if it took none.
 */
export async function sendTest(ctx: Context, input: SendTestInput): Promise<number> {
  const addresses = checkedAddresses(input.to);
  const message = await getMessage(ctx, input.messageId, { can: canChange });
  const problems = await rendering.problems(keyOf(message.owner.id), message);
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

/** One after the other, as long as the limits leave room and the server can be reached. */
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
  const runHeaders = { ...runHeadersOf(headersOf(sender), ctx), runId };
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
      return {
        from: runHeaders.from.address,
        to,
        bytes: await filledIn(sender.id, { ...request, mailInput }),
      };
    }),
  );
}

/** There is no run and no mailing behind a test. */
const headersOf = ({ id, fullName, email }: User) => ({
  id: 0,
  mailing_id: 0,
  owner_id: id,
  owner_name: fullName,
  owner_email: email,
  from_name: null,
  from_address: null,
  reply_to: null,
  list: null,
});

/** Values of a person can make a template fail that is fine with those of an example. Throws INVALID then. */
async function filledIn(ownerId: number, request: MailRequest): Promise<Buffer> {
  try {
    return await rendering.mail(keyOf(ownerId), request);
  } catch (error) {
    throw invalid([renderFault(error)]);
  }
}

/** As an envelope can carry them. Throws INVALID, naming those that are none. */
function checkedAddresses(to: string[]): string[] {
  if (to.length === 0) throw invalid([fault('REQUIRED', ['to'])]);
  if (to.length > MOST) throw invalid([fault('TOO_MANY', ['to'], { bound: MOST })]);
  return to.map((text, index) => {
    const parsed = parseAddress(text);
    const sendable = parsed.ok ? sendableAddress(parsed.address) : parsed;
    if (!sendable.ok) throw invalid([fault(`EMAIL_${sendable.problem}`, ['to', String(index)])]);
    return sendable.address;
  });
}
