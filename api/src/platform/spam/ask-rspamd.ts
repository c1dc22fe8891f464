import * as v from 'valibot';
import type { RspamdServer } from './rspamd-url.ts';

interface MailToRate {
  /** The sender and the recipient of its SMTP transaction. */
  from: string;
  to: string;
  /** The name that the server which hands it over introduces itself with; absent if it is not known. */
  helo?: string | undefined;
  /** The address that it hands it over from; absent if it is not known. */
  ip?: string | undefined;
  bytes: Buffer;
}

export interface SpamVerdict {
  score: number;
  /** The score from which on a mail is rejected. */
  requiredScore: number;
  /** What the filter would do, such as `no action` or `add header`. */
  action: string;
  /** The rules that matched, the heaviest first. */
  symbols: { name: string; score: number; description: string | null }[];
}

/**
 * Why there is no verdict. AWAY: no connection, or it broke off. SLOW: no answer in time. PASSWORD: it was
 * refused. UNUSABLE: an error, or nothing that can be read.
 */
export type NoVerdict = 'AWAY' | 'SLOW' | 'PASSWORD' | 'UNUSABLE';
export type RspamdAnswer =
  | { isRated: true; verdict: SpamVerdict }
  | { isRated: false; why: NoVerdict; detail: string };

/** For the whole request, in milliseconds: a person waits for it. */
export const LONGEST_RATING = 5000;
const MOST_BYTES = 1_000_000;
const MOST_SYMBOLS = 30;
const LONGEST_TEXT = 200;

/** Asks an rspamd what it thinks of a mail (`/checkv2`). Never rejects: without a verdict it says why. */
export async function askRspamd(server: RspamdServer, mail: MailToRate): Promise<RspamdAnswer> {
  try {
    const response = await fetch(`${server.url}/checkv2`, {
      method: 'POST',
      headers: headersOf(server, mail),
      body: new Uint8Array(mail.bytes),
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_RATING),
    });
    if (response.ok) return read(await textOf(response));
    await response.body?.cancel();
    const why = [401, 403].includes(response.status) ? 'PASSWORD' : 'UNUSABLE';
    return { isRated: false, why, detail: `status ${response.status}` };
  } catch (error) {
    return { isRated: false, why: isTimeout(error) ? 'SLOW' : 'AWAY', detail: detailOf(error) };
  }
}

const headersOf = ({ password }: RspamdServer, { from, to, helo, ip }: MailToRate) => ({
  'content-type': 'message/rfc822',
  From: asHeader(from),
  Rcpt: asHeader(to),
  // Without a host name every mail loses points for a sender that cannot be looked up.
  ...(helo !== undefined && { Helo: asHeader(helo), Hostname: asHeader(helo) }),
  // With another address SPF and blocklists would be judged wrongly.
  ...(ip !== undefined && { Ip: ip }),
  ...(password !== null && { Password: asHeader(password) }),
});

/** A header carries bytes, and `fetch` takes them as characters of Latin-1. */
const asHeader = (text: string) => Buffer.from(text).toString('latin1');

/** Returns a body; null if it is too large. */
async function textOf({ body }: Response): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the rest.
  for await (const chunk of body ?? []) {
    size += chunk.length;
    if (size > MOST_BYTES) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

const finite = v.pipe(v.number(), v.finite());
const answer = v.pipe(
  v.object({
    score: finite,
    required_score: finite,
    action: v.string(),
    is_skipped: v.optional(v.boolean(), false),
    symbols: v.optional(
      v.record(v.string(), v.object({ score: v.optional(finite, 0), description: v.nullish(v.string()) })),
      {},
    ),
  }),
  // A mail that was passed over has no score. One that is rejected at first sight counts as skipped too.
  v.check(({ is_skipped: isSkipped, action }) => !(isSkipped && action === 'no action')),
);

function read(text: string | null): RspamdAnswer {
  const result = v.safeParse(answer, text === null ? null : parsed(text));
  if (!result.success) {
    const detail = text === null ? `more than ${MOST_BYTES} bytes` : 'no verdict in the answer';
    return { isRated: false, why: 'UNUSABLE', detail };
  }
  const { score, required_score: requiredScore, action, symbols } = result.output;
  const verdict: SpamVerdict = {
    score: rounded(score),
    requiredScore: rounded(requiredScore),
    action: cut(action),
    symbols: Object.entries(symbols)
      .toSorted(([, one], [, other]) => other.score - one.score)
      .slice(0, MOST_SYMBOLS)
      .map(([name, symbol]) => ({
        name: cut(name),
        score: rounded(symbol.score),
        description: cut(symbol.description ?? '') || null,
      })),
  };
  return { isRated: true, verdict };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const rounded = (score: number) => Math.round(score * 100) / 100;

const cut = (text: string) =>
  text
    .slice(0, LONGEST_TEXT)
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .toWellFormed();

const isTimeout = (error: unknown) => error instanceof Error && error.name === 'TimeoutError';

/** `fetch` keeps the reason in the cause. */
function detailOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message : error.message;
}
