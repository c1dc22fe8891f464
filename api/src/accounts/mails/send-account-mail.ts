import type { EntityManager } from '@mikro-orm/postgresql';
import { textOf } from '../../language/text.ts';
import type { Mailbox } from '../../platform/mime/mailbox.ts';
import type { Log } from '../../platform/log.ts';
import { composeMail } from '../../platform/mime/compose-mail.ts';
import type { Mailer } from '../../platform/smtp/mailer.ts';
import type { SmtpOutcome } from '../../platform/smtp/smtp-outcome.ts';
import { deliverableAddress } from '../../platform/mime/email-address.ts';
import { accountMailText } from './account-mail-text.ts';
import { claimMail, type ClaimedMail } from './claim-mail.ts';
import { layOutMail } from './lay-out-mail.ts';
import { AddressInDoubt, dropLink, makeLink } from '../links/make-link.ts';
import { recordMail, type MailResult } from './record-mail.ts';

export interface AccountMailTimes {
  /** How often a worker checks the outbox by itself, in milliseconds. */
  pulse: number;
  /** How long a worker may spend on a mail before another tries it, in seconds. */
  hold: number;
  /** In seconds; the last one repeats. */
  retryDelays: number[];
}

export interface AccountMailParts {
  log: Log;
  mailFrom: Mailbox;
  baseUrl: string;
  /** Whether only this machine can open the links. */
  linksLeadNowhere: boolean;
  mailer: Mailer;
  /** Signs a mail if there is a key for it. */
  sign: (em: EntityManager, bytes: Buffer) => Promise<Buffer>;
  times: AccountMailTimes;
}

/**
 * Sends the mail of the outbox that has been due longest. Returns false if none is due. If the server refuses
 * it for now, or it is unknown whether it was accepted, it is tried again later: an account mail that arrives
 * twice does no harm.
 */
export async function sendAccountMail(em: EntityManager, parts: AccountMailParts): Promise<boolean> {
  const { log, times } = parts;
  const mail = await claimMail(em, times.hold);
  if (!mail) return false;
  const { result, reply } = await tryMail(em, mail, parts).catch(laterIfInDoubt);
  const isFinished = await recordMail(em, mail, { result, reply, retryDelays: times.retryDelays });
  // Not the server's words, which would contain the address.
  const facts = { mail: mail.id, kind: mail.kind, tries: mail.tries };
  // Sent all the same: whoever tries a real server from their own machine opens it there, and nobody is locked out.
  if (result === 'SENT' && parts.linksLeadNowhere)
    log.warn(facts, 'An account mail was sent with links that only this machine can open: set BASE_URL.');
  else if (result === 'SENT') log.info(facts, 'An account mail was sent.');
  else
    log.warn(facts, isFinished ? 'An account mail was given up.' : 'An account mail is tried again later.');
  return true;
}

/** The next try goes to the new address. */
function laterIfInDoubt(error: unknown): { result: MailResult; reply: string } {
  if (error instanceof AddressInDoubt) return { result: 'LATER', reply: '' };
  throw error;
}

async function tryMail(
  em: EntityManager,
  mail: ClaimedMail,
  parts: AccountMailParts,
): Promise<{ result: MailResult; reply: string }> {
  if (mail.isPointless) return { result: 'GIVEN_UP', reply: '' };
  const to = deliverableAddress(mail.email);
  if (!to.ok) return { result: 'GIVEN_UP', reply: textOf('EN', `EMAIL_${to.problem}`) };
  const token = await makeLink(em, mail);
  const bytes = await signed(em, await compose(mail, { ...parts, token, to: to.address }), parts);
  const outcome = await parts.mailer.send({ from: parts.mailFrom.address, to: to.address, bytes });
  if (outcome.state !== 'SENT' && outcome.state !== 'UNKNOWN') await dropLink(em, token);
  return { result: resultOf(outcome), reply: outcome.reply };
}

/** A key that cannot be decrypted must not keep anybody from their account, so the mail is sent unsigned. */
async function signed(em: EntityManager, bytes: Buffer, { sign, log }: AccountMailParts): Promise<Buffer> {
  try {
    return await sign(em, bytes);
  } catch (error) {
    log.error({ err: error }, 'An account mail could not be signed; it is sent without.');
    return bytes;
  }
}

function compose(
  mail: ClaimedMail,
  { mailFrom, baseUrl, token, to }: AccountMailParts & { token: string | null; to: string },
): Promise<Buffer> {
  const texts = accountMailText({ ...mail, baseUrl, token });
  const parts = layOutMail(texts, mail.locale);
  return composeMail({ from: mailFrom, to, subject: texts.subject, ...parts });
}

function resultOf({ state }: SmtpOutcome): MailResult {
  if (state === 'SENT') return 'SENT';
  return state === 'FAILED' ? 'GIVEN_UP' : 'LATER';
}
