import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { Response } from 'express';
import { DomainError } from '../errors/domain-error.ts';
import { payerOf, type Payer } from './budget.ts';

/** How many long responses a payer may read at the same time. */
const AT_ONCE = 2;

const underWay = new Map<string, number>();

/**
 * Sends a response as it is produced, and stops when the client disconnects. Throws RATE_LIMITED if the payer
 * is reading two already.
 */
export async function stream(body: unknown, { ctx, res }: { ctx: Payer; res: Response }): Promise<void> {
  const payer = payerOf(ctx);
  const others = underWay.get(payer) ?? 0;
  if (others >= AT_ONCE) {
    for (const name of ['content-type', 'content-disposition']) res.removeHeader(name);
    throw new DomainError(
      'RATE_LIMITED',
      { key: 'TOO_MANY_AT_ONCE' },
      { retryAt: new Date(Date.now() + 10_000) },
    );
  }
  underWay.set(payer, others + 1);
  try {
    await pipeline(Readable.fromWeb(body as ReadableStream), res);
  } catch (error) {
    // A file that ends early must not look complete, so the connection breaks instead.
    if (!res.destroyed) res.destroy(error as Error);
  } finally {
    const left = underWay.get(payer)! - 1;
    if (left > 0) underWay.set(payer, left);
    else underWay.delete(payer);
  }
}
