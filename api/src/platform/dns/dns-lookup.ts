import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** What a DNS server says. FAILED: it could not be asked, which says nothing about the name. */
type DnsAnswer<T> =
  | { state: 'FOUND'; records: T[] }
  | { state: 'MISSING' }
  | { state: 'FAILED'; reason: string };

interface DnsLookupOptions {
  /** Addresses of servers, with ports where they are others than 53; those of this machine unless given. */
  servers?: string[] | undefined;
  /** For one try of one question, in milliseconds. */
  timeout?: number;
}

// RFC 1035: no such name, no such record; and what is no name at all has none either.
const NOTHING = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/** Looks names up, each question bounded in time. Never rejects but in `resolve`. */
export class DnsLookup {
  readonly #resolver: Resolver;

  constructor({ servers, timeout = 3000 }: DnsLookupOptions = {}) {
    this.#resolver = new Resolver({ timeout, tries: 2 });
    if (servers?.length) this.#resolver.setServers(servers);
  }

  /** As node:dns does it, for libraries that take a resolver. Rejects with `code`. */
  readonly resolve = (name: string, type: string): Promise<unknown> =>
    this.#resolver.resolve(name, type as 'ANY') as Promise<unknown>;

  /** TXT records, the strings of each joined. */
  async txt(name: string): Promise<DnsAnswer<string>> {
    return this.#ask(async () => (await this.#resolver.resolveTxt(name)).map((strings) => strings.join('')));
  }

  /** Names of mail servers, the preferred first; the null MX (RFC 7505) is an empty name. */
  async mx(name: string): Promise<DnsAnswer<string>> {
    return this.#ask(async () => {
      const records = await this.#resolver.resolveMx(name);
      return records
        .sort((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange.replace(/\.$/, ''));
    });
  }

  /** IPv4 and IPv6. */
  async addresses(name: string): Promise<DnsAnswer<string>> {
    const answers = await Promise.all([
      this.#ask(() => this.#resolver.resolve4(name)),
      this.#ask(() => this.#resolver.resolve6(name)),
    ]);
    const records = answers.flatMap((answer) => (answer.state === 'FOUND' ? answer.records : []));
    if (records.length > 0) return { state: 'FOUND', records };
    return answers.find(({ state }) => state === 'FAILED') ?? { state: 'MISSING' };
  }

  /** The names of an address (PTR). */
  async names(ip: string): Promise<DnsAnswer<string>> {
    // Not `reverse`: it takes a server that fails for an address without a name.
    return this.#ask(() => this.#resolver.resolvePtr(arpaName(ip)));
  }

  async #ask<T>(look: () => Promise<T[]>): Promise<DnsAnswer<T>> {
    try {
      const records = await look();
      return records.length > 0 ? { state: 'FOUND', records } : { state: 'MISSING' };
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
      return NOTHING.has(code) ? { state: 'MISSING' } : { state: 'FAILED', reason: code };
    }
  }
}

/** The name under which the names of an address stand (RFC 1035, section 3.5, and RFC 3596). */
function arpaName(ip: string): string {
  if (isIP(ip) !== 6) return `${ip.split('.').reverse().join('.')}.in-addr.arpa`;
  const [head = '', tail] = ip.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail ?? '')];
  const digits = all.map((group) => group.padStart(4, '0')).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}
