import { randomUUID } from 'node:crypto';
import { canChange } from '../access/owned-things.ts';
import { User } from '../accounts/user.entity.ts';
import type { Context } from '../context/context.ts';
import { fault, invalid, unavailable } from '../errors/domain-error.ts';
import { parseAddress, sendableAddress } from '../platform/mime/email-address.ts';
import { getMessage } from './message.access.ts';
import type { SendTestInput } from './message.inputs.ts';
import { datesOf, exampleValues } from './preview-message.ts';
import { keyOf } from './rendering/key-of.ts';
import { renderFault } from './rendering/render-fault.ts';
import { rendering } from './rendering/rendering.ts';
import type { MailRequest } from './rendering/render-requests.ts';

const MOST = 5;

/**
 * Sends a message to a few addresses at once, with the values of a recipient or of an example person. It counts in no
 * statistic. Answers how many the server took; throws UNAVAILABLE with its words where it took none.
 */
export async function sendTest(ctx: Context, input: SendTestInput): Promise<number> {
  const addresses = checkedAddresses(input.to);
  const message = await getMessage(ctx, input.messageId, { can: canChange });
  const problems = await rendering.problems(keyOf(message.owner.id), message);
  const errors = problems.filter(({ severity }) => severity === 'ERROR');
  if (errors.length > 0) throw invalid(errors);
  const sender = await ctx.em.findOneOrFail(User, message.owner.id);
  const values = await exampleValues(ctx, { recipientId: input.recipientId, sender });
  const { address: from, name } = ctx.mailFrom;
  const runId = `test.${randomUUID()}`;
  const request = {
    name: runId,
    source: message,
    envelope: {
      runId,
      domain: from.slice(from.lastIndexOf('@') + 1),
      from: { name: sender.fullName || name, address: from },
      replyTo: { name: sender.fullName, address: sender.email },
    },
    settings: { dates: datesOf(sender) },
  };
  const mails = await Promise.all(
    addresses.map(async (to, index) => {
      const letter = { deliveryId: index, address: to, name: values.recipient.fullName, values };
      return { from, to, bytes: await filledIn(sender.id, { ...request, letter }) };
    }),
  );
  const outcomes = await Promise.all(mails.map((mail) => ctx.mailer.send(mail)));
  const sent = outcomes.filter(({ state }) => state === 'SENT').length;
  if (sent === 0) throw unavailable('TEST_REFUSED', { detail: outcomes[0]!.reply });
  return sent;
}

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
