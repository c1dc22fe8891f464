import type { Context } from '../context/context.ts';
import { DomainError } from '../errors/domain-error.ts';
import { isReturnToken, numberInReturnToken } from '../platform/mime/return-token.ts';
import { findLink } from '../sending/unsubscribing/find-link.ts';
import type { UnsubscribeLink } from '../sending/unsubscribing/unsubscribe-link.ts';

export type ReportedMail = Pick<UnsubscribeLink, 'ownerId' | 'addressHash' | 'deliveryId'>;

/** Values in a report that may identify the mail. */
interface Proofs {
  /** Addresses that the report was sent to: the mail's return path (VERP). */
  to?: string[];
  /** Other tokens of the same kind, such as the envelope's id (ENVID) or a provider's metadata. */
  tokens?: (string | null)[];
  /** The headers of the mail, including its List-Unsubscribe link. */
  headers?: string;
}

/** Finds the mail that a report is about by a token that was made here. Returns null if there is none. */
export async function findReportedMail(ctx: Context, proofs: Proofs): Promise<ReportedMail | null> {
  const { to = [], tokens = [], headers = '' } = proofs;
  const inAddresses = to.map((address) => /\+([a-z2-7]{26})@/i.exec(address)?.[1]);
  for (const token of [...inAddresses, ...tokens]) {
    const mail = token ? await findDelivery(ctx, token) : null;
    if (mail) return mail;
  }
  return findLinked(ctx, headers);
}

async function findLinked(ctx: Context, headers: string): Promise<ReportedMail | null> {
  const link = /\/unsubscribe\/([\w-]{58})(?![\w-])/.exec(headers)?.[1];
  const found = link ? await ifKnown(findLink(ctx, link)) : null;
  return found && found.kind !== 'TEST' ? found : null;
}

async function findDelivery(ctx: Context, token: string): Promise<ReportedMail | null> {
  const deliveryId = numberInReturnToken(token);
  if (deliveryId === null) return null;
  const [row] = await ctx.em.execute<{ owner_id: number; address_hash: Buffer }[]>(
    `select run.owner_id, delivery.address_hash from delivery join mailing_run run on run.id = delivery.run_id
     where delivery.id = ?`,
    [deliveryId],
  );
  if (!row) return null;
  const mail = { deliveryId, ownerId: row.owner_id, addressHash: row.address_hash };
  return isReturnToken([ctx.secret, ...ctx.earlierSecrets], token, mail) ? mail : null;
}

/** Resolves with null for a link that was not made here. */
export async function ifKnown<T>(asked: Promise<T>): Promise<T | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
