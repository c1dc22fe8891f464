import { createHash } from 'node:crypto';
import type { RunHeaders } from '../../messages/rendering/compile-message.ts';
import type { Mailbox } from '../../platform/mime/mailbox.ts';
import type { MailService } from '../../platform/mime/service-headers.ts';
import { plusAddress } from '../../platform/mime/plus-address.ts';

/** What all mails of this installation share. */
export interface Sender {
  mailFrom: Mailbox;
  baseUrl: string;
  secret: string;
  /** Former values of the secret. */
  earlierSecrets: readonly string[];
  /** Mail to this address reaches Postline; undefined if there is none. */
  bounceAddress?: string | undefined;
  /** Whether each mail has a return path of its own at the bounce address. */
  hasReturnPaths?: boolean | undefined;
  /** The services that tell of bounces and complaints. */
  mailServices?: readonly MailService[];
}

/** What the headers of a run are made from. */
export interface RunFacts {
  id: number;
  mailing_id: number;
  owner_id: number;
  owner_name: string;
  owner_email: string;
  /** As frozen at launch. Null means the owner's name and the installation's shared address. */
  from_name: string | null;
  from_address: string | null;
  reply_to: string | null;
  /** The mailing's list, if it goes to exactly one. */
  list: { id: number; name: string } | null;
}

/**
 * Returns the headers that all mails of a run share. `installation` keeps two installations that send from
 * one domain apart.
 */
export function runHeadersOf(
  run: RunFacts,
  { mailFrom, secret, bounceAddress }: Pick<Sender, 'mailFrom' | 'secret' | 'bounceAddress'>,
): RunHeaders {
  const address = run.from_address ?? mailFrom.address;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const installation = createHash('sha256').update(secret).digest('hex').slice(0, 8);
  const name = run.from_name ?? (run.owner_name || mailFrom.name);
  const replyTo = answersTo(run);
  return {
    runId: `${run.id}.${installation}`,
    domain,
    from: { name, address },
    ...(replyTo && { replyTo }),
    listId: listIdOf(run, { name, domain: `${installation}.${domain}` }),
    // Gmail counts complaints by each field; the last one, 5 to 15 characters long, identifies the sender.
    feedbackId: `r${run.id}:m${run.mailing_id}:u${run.owner_id}:pl${installation}`,
    ...(bounceAddress && { complaintAddress: plusAddress(bounceAddress, 'complaint') }),
  };
}

/** Returns the owner's address for replies to the shared address, which nobody reads. */
function answersTo({ from_address, reply_to, owner_name, owner_email }: RunFacts): Mailbox | null {
  if (reply_to !== null) return { name: '', address: reply_to };
  return from_address === null ? { name: owner_name, address: owner_email } : null;
}

/**
 * The list's id, or one for everything its owner sends: it must stay the same from mailing to mailing (RFC
 * 2919).
 */
function listIdOf({ list, owner_id }: RunFacts, sender: { name: string; domain: string }) {
  const owner = `owner-${owner_id}.${sender.domain}`;
  return list ? { name: list.name, id: `list-${list.id}.${owner}` } : { name: sender.name, id: owner };
}
