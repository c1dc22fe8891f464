import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';

/** A DNS server's reply. FAILED: there was none, which says nothing about the name. */
type DnsAnswer<T> =
  | { state: 'FOUND'; records: T[] }
  | { state: 'MISSING' }
  | { state: 'FAILED'; reason: string };

interface DnsLookupOptions {
  /** Addresses of servers, with ports unless 53; by default those of this machine. */
  servers?: string[] | undefined;
  /** For one try of one query, in milliseconds. */
  timeout?: number;
}

// RFC 1035: no such name, no such record; an invalid name has none either.
const NOTHING = new Set(['ENOTFOUND', 'ENODATA', 'EBADNAME']);

/** Looks names up, with a time limit for each query. Only `resolve` rejects. */
export class DnsLookup {
  readonly #resolver: Resolver;

  constructor({ servers, timeout = 3000 }: DnsLookupOptions = {}) {
    this.#resolver = new Resolver({ timeout, tries: 2 });
    if (servers?.length) this.#resolver.setServers(servers);
  }

  /** Like node:dns, for libraries that take a resolver. Rejects with `code`. */
  readonly resolve = async (name: string, type: string): Promise<unknown> =>
    type === 'TXT' ? this.#resolveTxt(name) : this.#resolver.resolve(name, type as 'ANY');

  /** TXT records; the strings of each are joined. */
  async txt(name: string): Promise<DnsAnswer<string>> {
    return this.#ask(async () => (await this.#resolveTxt(name)).map((strings) => strings.join('')));
  }

  /** Names of mail servers, the preferred first. The null MX (RFC 7505) is an empty name. */
  async mx(name: string): Promise<DnsAnswer<string>> {
    return this.#ask(async () => {
      const records = await this.#resolver.resolveMx(name);
      return records
        .sort((a, b) => a.priority - b.priority)
        .map(({ exchange }) => exchange.replace(/\.$/, ''));
    });
  }

  /** IPv4 and IPv6 addresses. */
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
    // Not `reverse`, which takes a server failure for an address without a name.
    return this.#ask(() => this.#resolver.resolvePtr(arpaName(ip)));
  }

  /** What a name is an alias of (CNAME); null if it is none, or that cannot be determined. */
  async alias(name: string): Promise<string | null> {
    const answer = await this.#ask(() => this.#resolver.resolveCname(name));
    return answer.state === 'FOUND' ? answer.records[0]! : null;
  }

  /** A TXT record may contain any byte, and PostgreSQL stores no NUL. */
  async #resolveTxt(name: string): Promise<string[][]> {
    const records = await this.#resolver.resolveTxt(name);
    return records.map((strings) => strings.map((text) => text.replaceAll('\0', '\uFFFD')));
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

/** Returns the domain name for reverse look-ups of an address (RFC 1035, section 3.5, and RFC 3596). */
function arpaName(ip: string): string {
  if (isIP(ip) !== 6) return `${ip.split('.').reverse().join('.')}.in-addr.arpa`;
  const [head = '', tail] = ip.split('::');
  const groups = (text: string) => (text === '' ? [] : text.split(':'));
  const missing = tail === undefined ? 0 : 8 - groups(head).length - groups(tail).length;
  const all = [...groups(head), ...Array.from({ length: missing }, () => '0'), ...groups(tail ?? '')];
  const digits = all.map((group) => group.padStart(4, '0')).join('');
  return `${[...digits].reverse().join('.')}.ip6.arpa`;
}
