import { createHash } from 'node:crypto';
import type { RunHeaders } from '../../messages/rendering/compile-message.ts';
import type { Mailbox } from '../../platform/mime/mailbox.ts';
import { plusAddress } from '../../platform/mime/plus-address.ts';

/** What every mail of this installation shares. */
export interface Sender {
  mailFrom: Mailbox;
  baseUrl: string;
  secret: string;
  /** What the secret was before. */
  earlierSecrets: readonly string[];
  /** Whose mail reaches Postline; undefined if nothing that comes back does. */
  bounceAddress?: string | undefined;
  /** Whether each mail has a return path of its own at the bounce address. */
  hasReturnPaths?: boolean | undefined;
}

/** What the headers of a run are made of. */
export interface RunFacts {
  id: number;
  mailing_id: number;
  owner_id: number;
  owner_name: string;
  owner_email: string;
  /** As frozen at launch; null: the owner's name, and the address that all mails of the installation share. */
  from_name: string | null;
  from_address: string | null;
  reply_to: string | null;
  /** The list that the mailing goes to, if it is one list alone. */
  list: { id: number; name: string } | null;
}

/** The headers that all mails of a run share. Two installations may send from one domain: their names tell them apart. */
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
    // Gmail counts complaints by each field; the last one, 5 to 15 characters, says who sends.
    feedbackId: `r${run.id}:m${run.mailing_id}:u${run.owner_id}:pl${installation}`,
    ...(bounceAddress && { complaintAddress: plusAddress(bounceAddress, 'complaint') }),
  };
}

/** Nobody reads what is sent to the shared address, so answers to it go to the owner. */
function answersTo({ from_address, reply_to, owner_name, owner_email }: RunFacts): Mailbox | null {
  if (reply_to !== null) return { name: '', address: reply_to };
  return from_address === null ? { name: owner_name, address: owner_email } : null;
}

/** The list's, or that of everything its owner sends: it must stay the same from mailing to mailing. */
function listIdOf({ list, owner_id }: RunFacts, sender: { name: string; domain: string }) {
  const owner = `owner-${owner_id}.${sender.domain}`;
  return list ? { name: list.name, id: `list-${list.id}.${owner}` } : { name: sender.name, id: owner };
}
