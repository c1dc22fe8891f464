import { setTimeout as sleep } from 'node:timers/promises';
import type { Locale } from '../../language/locale.ts';
import { textOf } from '../../language/text.ts';
import type { MessageFormat } from '../../messages/message.entity.ts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { commonHeaders } from '../../messages/rendering/bulk-headers.ts';
import type { RunHeaders, MailInput } from '../../messages/rendering/compile-message.ts';
import { encodeFiles, type FileToAttach } from '../../platform/mime/attach-files.ts';
import { plusAddress } from '../../platform/mime/plus-address.ts';
import { serviceHeaders } from '../../platform/mime/service-headers.ts';
import { returnToken, type TracedMail } from '../../platform/mime/return-token.ts';
import { DkimSigner } from '../../platform/dkim/dkim-signer.ts';
import { findSigningKeys } from '../../senders/find-signing-keys.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { deliverableAddress } from '../../platform/mime/email-address.ts';
import { linkKeyOf, unsubscribeMailto, unsubscribeUrl } from '../unsubscribing/unsubscribe-link.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { ONLY_LIST } from '../../mailings/audience/only-list.ts';
import { runHeadersOf, type RunFacts, type Sender } from './run-headers.ts';
import { RunMails } from './run-mails.ts';

/** How long to wait for the thread that says whether a message can be parsed, in milliseconds. */
const LONGEST_WAIT = 1000;

interface RunRow extends RunFacts {
  subject: string;
  body: string;
  format: MessageFormat;
  text_part: string | null;
  mailing_name: string;
  owner_locale: Locale;
  time_zone: string;
}

/**
 * Prepares what all mails of a run share, so that each delivery only fills in its values. Throws if no mail
 * of the run can be rendered.
 */
export async function prepareRun(
  { pool, em }: { pool: WorkerPool; em: EntityManager },
  runId: number,
  sender: Sender,
): Promise<RunMails> {
  const { rows } = await pool.query<RunRow>(RUN, [runId]);
  const run = rows[0]!;
  const linkKey = await rememberLinkKey(pool, sender.secret);
  const runHeaders = runHeadersOf(run, sender);
  const signer = await signerOf(em, { ownerId: run.owner_id, runHeaders, sender });
  const kind = isShared(runHeaders, sender) ? 'SHARED' : 'OWN';
  const { subject, body, format, text_part: textPart } = run;
  const dates = { timeZone: run.time_zone, locale: run.owner_locale };
  const mailInputOf = mailInputsOf(run, { sender, linkKey, kind });
  const mails = new RunMails({
    runId,
    source: { subject, body, format, textPart },
    runHeaders,
    bouncePathOf: bouncePaths(sender),
    files: encodeFiles((await pool.query<FileToAttach>(FILES, [runId])).rows),
    signer,
    dates,
    mailInputOf,
  });
  // A message that cannot be parsed fails at once; other runs do not wait for one that takes longer.
  await Promise.race([mails.planned, sleep(LONGEST_WAIT)]);
  if (mails.failure !== null) throw mails.failure;
  return mails;
}

const mailInputsOf =
  (run: RunRow, { sender, linkKey, kind }: { sender: Sender; linkKey: Buffer; kind: 'SHARED' | 'OWN' }) =>
  ({ id, email, addressHash, fullName, attributes }: ClaimedDelivery): MailInput => {
    const address = deliverableAddress(email);
    if (!address.ok) throw new UnsendableAddress(address.problem);
    const link = { kind, deliveryId: id, ownerId: run.owner_id, addressHash };
    const url = unsubscribeUrl(sender.baseUrl, linkKey, link);
    const values = {
      recipient: { fullName, email, attributes },
      mailing: { name: run.mailing_name },
      sender: { fullName: run.owner_name },
      unsubscribeUrl: url,
    };
    return {
      deliveryId: id,
      address: address.address,
      name: fullName,
      unsubscribeUrl: url,
      ...unsubscribeMailto(sender.bounceAddress, url),
      ...headersFor(sender, { deliveryId: id, addressHash }),
      values,
    };
  };

/** Returns the headers by which mail services bring the delivery's token back. */
const headersFor = ({ mailServices = [], secret }: Sender, mail: TracedMail) =>
  mailServices.length > 0 ? { serviceHeaders: serviceHeaders(mailServices, returnToken(secret, mail)) } : {};

/**
 * Returns the function for the values that identify a mail's delivery in its envelope, so that bounces can be
 * trusted.
 */
function bouncePaths({ bounceAddress, hasReturnPaths, secret }: Sender) {
  if (bounceAddress === undefined) return undefined;
  return (mail: TracedMail) => {
    const envelopeId = returnToken(secret, mail);
    return hasReturnPaths
      ? { envelopeId, returnPath: plusAddress(bounceAddress, envelopeId) }
      : { envelopeId };
  };
}

interface Signed {
  ownerId: number;
  runHeaders: RunHeaders;
  sender: Sender;
}

/** Returns the signer for the mails; null if DNS has no key of their From domain. */
async function signerOf(
  em: EntityManager,
  { ownerId, runHeaders, sender }: Signed,
): Promise<DkimSigner | null> {
  const signing = await findSigningKeys(em, {
    ownerId,
    address: runHeaders.from.address,
    isShared: isShared(runHeaders, sender),
    secrets: [sender.secret, ...sender.earlierSecrets],
  });
  return signing && new DkimSigner({ ...signing, common: commonHeaders(runHeaders) });
}

/** Whether mails come from the address that all owners of the installation share. */
const isShared = ({ from }: RunHeaders, { mailFrom }: Sender) =>
  from.address.toLowerCase() === mailFrom.address.toLowerCase();

/** Stores the key before the first link made with it is mailed. */
async function rememberLinkKey(pool: WorkerPool, secret: string): Promise<Buffer> {
  const key = linkKeyOf(secret);
  await pool.query('insert into link_key (key) values ($1) on conflict do nothing', [key]);
  return key;
}

const RUN = `select run.id, run.mailing_id, run.subject, run.body, run.format, run.text_part, mailing.name as mailing_name, run.owner_id,
    run.from_name, run.from_address, run.reply_to, owner.full_name as owner_name, owner.email as owner_email,
    owner.locale as owner_locale, mailing.time_zone, ${ONLY_LIST} as list
  from mailing_run run join mailing on mailing.id = run.mailing_id join "user" owner on owner.id = run.owner_id
  where run.id = $1`;

const FILES = `select run_attachment.name, run_attachment.type, attached_file.bytes
  from run_attachment join attached_file using (hash) where run_id = $1 order by position`;

/** An address that no SMTP server accepts. */
class UnsendableAddress extends Error {
  constructor(problem: Extract<ReturnType<typeof deliverableAddress>, { ok: false }>['problem']) {
    super(textOf('EN', `EMAIL_${problem}`));
  }
}
