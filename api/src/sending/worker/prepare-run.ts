import { setTimeout as sleep } from 'node:timers/promises';
import type { Locale } from '../../language/locale.ts';
import { textOf } from '../../language/text.ts';
import type { MessageFormat } from '../../messages/message.entity.ts';
import type { EntityManager } from '@mikro-orm/postgresql';
import { commonHeaders } from '../../messages/rendering/bulk-headers.ts';
import type { RunHeaders, MailInput } from '../../messages/rendering/compile-message.ts';
import { plusAddress } from '../../platform/mime/plus-address.ts';
import { returnToken } from '../../platform/mime/return-token.ts';
import { DkimSigner } from '../../platform/dkim/dkim-signer.ts';
import { findSigningKeys } from '../../senders/find-signing-keys.ts';
import type { WorkerPool } from '../../platform/worker-pool.ts';
import { sendableAddress } from '../../platform/mime/email-address.ts';
import { linkKeyOf, unsubscribeMailto, unsubscribeUrl } from '../unsubscribing/unsubscribe-link.ts';
import type { ClaimedDelivery } from './claim-deliveries.ts';
import { runHeadersOf, type RunFacts, type Sender } from './run-headers.ts';
import { RunMails } from './run-mails.ts';

/** For a thread that says whether a message can be read, in milliseconds. */
const LONGEST_WAIT = 1000;

interface RunRow extends RunFacts {
  subject: string;
  body: string;
  format: MessageFormat;
  mailing_name: string;
  owner_locale: Locale;
  time_zone: string;
}

/** Reads what is the same in every mail of a run; for each delivery only its values are filled in then. Throws if none can be. */
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
  const { subject, body, format } = run;
  const dates = { timeZone: run.time_zone, locale: run.owner_locale };
  const mailInputOf = mailInputsOf(run, { sender, linkKey, kind });
  const mails = new RunMails({
    runId,
    source: { subject, body, format },
    runHeaders,
    returnPathOf: returnPaths(sender),
    signer,
    dates,
    mailInputOf,
  });
  // What cannot be read shows at once; other runs do not wait for what takes longer.
  await Promise.race([mails.planned, sleep(LONGEST_WAIT)]);
  if (mails.failure !== null) throw mails.failure;
  return mails;
}

const mailInputsOf =
  (run: RunRow, { sender, linkKey, kind }: { sender: Sender; linkKey: Buffer; kind: 'SHARED' | 'OWN' }) =>
  ({ id, email, addressHash, fullName, attributes }: ClaimedDelivery): MailInput => {
    const address = sendableAddress(email);
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
      values,
    };
  };

/** The return path of a mail names its delivery, so that a bounce can be believed. */
function returnPaths({ bounceAddress, hasReturnPaths, secret }: Sender) {
  if (!hasReturnPaths || bounceAddress === undefined) return undefined;
  return (deliveryId: number) => plusAddress(bounceAddress, returnToken(secret, deliveryId));
}

interface Signed {
  ownerId: number;
  runHeaders: RunHeaders;
  sender: Sender;
}

/** What signs the mails; null if no key of the domain that they come from is found in DNS. */
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

/** Whether mails come from the address that all mails of the installation share. */
const isShared = ({ from }: RunHeaders, { mailFrom }: Sender) =>
  from.address.toLowerCase() === mailFrom.address.toLowerCase();

/** Before the first link is mailed that the key opens. */
async function rememberLinkKey(pool: WorkerPool, secret: string): Promise<Buffer> {
  const key = linkKeyOf(secret);
  await pool.query('insert into link_key (key) values ($1) on conflict do nothing', [key]);
  return key;
}

const ONLY_LIST = `(select case when count(*) = 1 and not exists (
    select from mailing_recipient where mailing_id = mailing.id) then min(jsonb_build_object('id', list.id, 'name', list.name)::text)::jsonb end
  from mailing_list join recipient_list list on list.id = mailing_list.list_id where mailing_list.mailing_id = mailing.id)`;

const RUN = `select run.id, run.mailing_id, run.subject, run.body, run.format, mailing.name as mailing_name, run.owner_id,
    run.from_name, run.from_address, run.reply_to, owner.full_name as owner_name, owner.email as owner_email,
    owner.locale as owner_locale, mailing.time_zone, ${ONLY_LIST} as list
  from mailing_run run join mailing on mailing.id = run.mailing_id join "user" owner on owner.id = run.owner_id
  where run.id = $1`;

/** An address that no SMTP server takes. */
class UnsendableAddress extends Error {
  constructor(problem: Extract<ReturnType<typeof sendableAddress>, { ok: false }>['problem']) {
    super(textOf('EN', `EMAIL_${problem}`));
  }
}
