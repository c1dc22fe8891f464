import { createPrivateKey, hash, type KeyObject, sign } from 'node:crypto';
import { relaxedBody, relaxedHeaders } from './relaxed.ts';

/** A key that a mail is signed with. */
export interface SigningKey {
  selector: string;
  /** PKCS #8 in PEM. */
  privateKey: string;
}

interface DkimSignerParts {
  domain: string;
  /** One or two. With two, RSA and Ed25519, each mail carries two signatures. */
  keys: SigningKey[];
  /** The header lines, with their line ends, that all mails begin with. They are canonicalised once. */
  common: string;
}

// Listed once more than they occur, so that nobody can add one on the way.
const OVERSIGNED = [
  'from',
  'subject',
  'to',
  'reply-to',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'content-transfer-encoding',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
  'feedback-id',
];
const SIGNED = [...OVERSIGNED, 'auto-submitted', 'precedence', 'cfbl-address', 'x-auto-response-suppress'];

/** What all mails with the same set of headers share. */
interface Layout {
  /** Canonical headers that all mails share. */
  prefix: string;
  /** Names of the other headers, in the order in which they are signed. */
  own: string[];
  /** The list of names, folded as it is written, and as it is signed. */
  wire: string;
  relaxed: string;
}

interface Prepared {
  /** The header up to its signature. */
  wire: string;
  key: KeyObject;
  /** Null for Ed25519, which signs a hash that is computed first (RFC 8463). */
  algorithm: 'sha256' | null;
  bytes: Buffer;
}

/**
 * Signs the mails of one domain (RFC 6376). Mails must be ASCII with CRLF line ends. The constructor throws
 * for an invalid key.
 */
export class DkimSigner {
  readonly #domain: string;
  readonly #common: string;
  readonly #shared: Map<string, string>;
  readonly #keys: { selector: string; key: KeyObject; isRsa: boolean }[];
  readonly #layouts = new Map<string, Layout>();

  constructor({ domain, keys, common }: DkimSignerParts) {
    this.#domain = domain;
    this.#common = common;
    this.#shared = new Map(relaxedHeaders(common).map(([name, value]) => [name, `${name}:${value}\r\n`]));
    this.#keys = keys.map(({ selector, privateKey }) => {
      const key = createPrivateKey(privateKey);
      return { selector, key, isRsa: key.asymmetricKeyType === 'rsa' };
    });
  }

  /**
   * Returns the mail with its signatures in front. They are computed in threads. Throws if the mail does not
   * begin with the common headers.
   */
  async sign(mail: Buffer): Promise<Buffer> {
    const prepared = this.#prepare(mail);
    const lines = await Promise.all(prepared.map(lineOf));
    return Buffer.concat([Buffer.from(lines.join(''), 'latin1'), mail]);
  }

  #prepare(mail: Buffer): Prepared[] {
    const end = mail.indexOf('\r\n\r\n') + 2;
    const header = mail.toString('latin1', 0, end);
    if (!header.startsWith(this.#common)) throw new Error('The mail does not begin with the common headers.');
    const own = new Map(relaxedHeaders(header.slice(this.#common.length)));
    const layout = this.#layoutOf([...own.keys()]);
    const headers = layout.prefix + layout.own.map((name) => `${name}:${own.get(name)}\r\n`).join('');
    const bodyHash = hash('sha256', relaxedBody(mail.subarray(end + 2)), 'base64');
    const time = Math.floor(Date.now() / 1000);
    return this.#keys.map((key) => this.#prepareOne(key, { layout, headers, bodyHash, time }));
  }

  #prepareOne(
    { selector, key, isRsa }: { selector: string; key: KeyObject; isRsa: boolean },
    { layout, headers, bodyHash, time }: { layout: Layout; headers: string; bodyHash: string; time: number },
  ): Prepared {
    const begin = `v=1; a=${isRsa ? 'rsa' : 'ed25519'}-sha256; c=relaxed/relaxed; d=${this.#domain};`;
    const middle = `s=${selector}; t=${time};`;
    const wire = `DKIM-Signature: ${begin}\r\n ${middle}\r\n h=${layout.wire};\r\n bh=${bodyHash};\r\n b=`;
    // Relaxed from the start, because our own folds are known.
    const signed = `${headers}dkim-signature:${begin} ${middle} h=${layout.relaxed}; bh=${bodyHash}; b=`;
    const bytes = Buffer.from(signed, 'latin1');
    if (isRsa) return { wire, key, algorithm: 'sha256', bytes };
    return { wire, key, algorithm: null, bytes: hash('sha256', bytes, 'buffer') };
  }

  /** Headers that do not occur are signed too, so that nobody can add a Reply-To or a List-Unsubscribe. */
  #layoutOf(names: string[]): Layout {
    const id = names.join();
    const known = this.#layouts.get(id);
    if (known) return known;
    const shared = SIGNED.filter((name) => this.#shared.has(name));
    const own = SIGNED.filter((name) => names.includes(name) && !this.#shared.has(name));
    const prefix = shared.map((name) => this.#shared.get(name)).join('');
    const layout = { prefix, own, ...folded([...shared, ...own, ...OVERSIGNED]) };
    this.#layouts.set(id, layout);
    return layout;
  }
}

function lineOf({ wire, key, algorithm, bytes }: Prepared): Promise<string> {
  return new Promise((resolve, reject) => {
    sign(algorithm, bytes, key, (error, signature) => {
      if (error) reject(error);
      else resolve(`${wire}${inLines(signature.toString('base64'))}\r\n`);
    });
  });
}

const LINE = 72;

function inLines(text: string): string {
  let lines = text.slice(0, LINE);
  for (let at = LINE; at < text.length; at += LINE) lines += `\r\n ${text.slice(at, at + LINE)}`;
  return lines;
}

function folded(names: string[]): { wire: string; relaxed: string } {
  const lines: string[] = [];
  let line = '';
  for (const piece of names.map((name, index) => (index < names.length - 1 ? `${name}:` : name))) {
    if (line.length + piece.length > LINE) {
      lines.push(line);
      line = '';
    }
    line += piece;
  }
  lines.push(line);
  return { wire: lines.join('\r\n  '), relaxed: lines.join(' ') };
}
