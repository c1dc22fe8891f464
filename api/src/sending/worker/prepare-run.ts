import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Mailbox } from '../../platform/mime/mailbox.ts';
import type { Locale } from '../../language/locale.ts';
import type { MessageFormat } from '../../messages/message.entity.ts';
import type { Letter } from '../../messages/rendering/compile-message.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { sendableAddress } from '../../platform/mime/email-address.ts';
import { linkKeyOf, unsubscribeUrl } from '../unsubscribing/unsubscribe-link.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { RunMails } from './run-mails.ts';

/** What every mail of this installation shares. */
export interface Sender {
  mailFrom: Mailbox;
  baseUrl: string;
  secret: string;
}

/** For a thread that says whether a message can be read, in milliseconds. */
const LONGEST_WAIT = 1000;

interface RunRow {
  subject: string;
  body: string;
  format: MessageFormat;
  mailing_name: string;
  owner_id: number;
  owner_name: string;
  owner_email: string;
  owner_locale: Locale;
  time_zone: string;
}

/** Reads what is the same in every mail of a run; for each delivery only its values are filled in then. Throws if none can be. */
export async function prepareRun(pool: WorkerPool, runId: number, sender: Sender): Promise<RunMails> {
  const { rows } = await pool.query<RunRow>(
    `select run.subject, run.body, run.format, mailing.name as mailing_name, run.owner_id, owner.full_name as owner_name,
       owner.email as owner_email, owner.locale as owner_locale, mailing.time_zone
     from mailing_run run join mailing on mailing.id = run.mailing_id join "user" owner on owner.id = run.owner_id
     where run.id = $1`,
    [runId],
  );
  const run = rows[0]!;
  const { mailFrom } = sender;
  const linkKey = await rememberLinkKey(pool, sender.secret);
  const from = senderAddress(mailFrom.address);
  const domain = from.slice(from.lastIndexOf('@') + 1);
  // Two installations may send from one domain.
  const runName = `${runId}.${createHash('sha256').update(sender.secret).digest('hex').slice(0, 8)}`;
  const envelope = {
    runId: runName,
    domain,
    from: { name: run.owner_name || mailFrom.name, address: from },
    replyTo: { name: run.owner_name, address: run.owner_email },
  };
  const { subject, body, format } = run;
  const dates = { timeZone: run.time_zone, locale: run.owner_locale };
  const letterOf = ({ id, email, addressHash, fullName, attributes }: ClaimedDelivery): Letter => {
    const address = sendableAddress(email);
    if (!address.ok) throw new UnsendableAddress(address.problem);
    const link = { kind: 'SHARED', deliveryId: id, ownerId: run.owner_id, addressHash } as const;
    const url = unsubscribeUrl(sender.baseUrl, linkKey, link);
    const values = {
      recipient: { fullName, email, attributes },
      mailing: { name: run.mailing_name },
      sender: { fullName: run.owner_name },
      unsubscribeUrl: url,
    };
    return { deliveryId: id, address: address.address, name: fullName, unsubscribeUrl: url, values };
  };
  const mails = new RunMails({ runId, source: { subject, body, format }, envelope, dates, letterOf });
  // What cannot be read shows at once; other runs do not wait for what takes longer.
  await Promise.race([mails.planned, sleep(LONGEST_WAIT)]);
  if (mails.failure !== null) throw mails.failure;
  return mails;
}

/** Before the first link is mailed that the key opens. */
async function rememberLinkKey(pool: WorkerPool, secret: string): Promise<Buffer> {
  const key = linkKeyOf(secret);
  await pool.query('insert into link_key (key) values ($1) on conflict do nothing', [key]);
  return key;
}

/** As SMTP can carry it: an international domain in its ASCII form. */
function senderAddress(configured: string): string {
  const sendable = sendableAddress(configured);
  return sendable.ok ? sendable.address : configured;
}

/** An address that no SMTP server takes. */
class UnsendableAddress extends Error {
  constructor(readonly problem: string) {
    super(`The address cannot be sent to: ${problem}`);
  }
}
