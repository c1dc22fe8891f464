import { spf } from 'mailauth/lib/spf/index.js';
import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { missing } from './missing.ts';
import { withoutRepeats } from './without-repeats.ts';

// RFC 7208, section 4.6.4.
const MOST_LOOKUPS = 10;
const LONGEST = 10_000;
// Enough to name a loop; the records are somebody else's, and may include each other in any number.
const MOST_NAMES = 30;
/** An address for documentation (RFC 5737) that no record contains, so that the whole record is evaluated. */
const NOBODY = '192.0.2.254';

/**
 * Checks the SPF record of the domain in the envelope: exactly one, valid, within ten look-ups, and not open
 * to everybody. If the addresses that mail leaves from are known, also that it includes them; behind a relay
 * only its operator knows them.
 */
export async function checkSpf(
  dns: DnsLookup,
  { domain, ips }: { domain: string; ips: readonly string[] },
): Promise<Fault[]> {
  const answer = await dns.txt(domain);
  if (answer.state === 'FAILED')
    return [warning('DNS_CANNOT_TELL', [], { name: domain, detail: answer.reason })];
  const all = answer.state === 'FOUND' ? answer.records : [];
  const records = all.filter((text) => /^v=spf1(?: |$)/i.test(text));
  if (records.length === 0) return [await notFound(dns, { name: domain, all })];
  if (records.length > 1) return [fault('DNS_SPF_SEVERAL', [], { name: domain })];
  const faults = await Promise.all(
    (ips.length > 0 ? ips : [NOBODY]).map((ip) => judge(dns, { domain, ip, isKnown: ips.length > 0 })),
  );
  return [...withoutRepeats(faults.flat()), ...openToAll(records[0]!, domain)];
}

/** A record that receivers do not see, because it does not begin as it must, is worth naming. */
async function notFound(dns: DnsLookup, { name, all }: { name: string; all: string[] }): Promise<Fault> {
  const meant = all.find((text) => /^\W*v\s*=\s*spf|^\W*spf1\b/i.test(text));
  if (!meant) return missing(dns, { name, code: 'DNS_SPF_MISSING' });
  return fault('DNS_SPF_BEGINNING', [], { name, record: meant.slice(0, 100) });
}

interface Asked {
  domain: string;
  ip: string;
  isKnown: boolean;
}

async function judge(dns: DnsLookup, { domain, ip, isKnown }: Asked): Promise<Fault[]> {
  const { status, lookups } = await spf({
    sender: `postmaster@${domain}`,
    ip,
    helo: domain,
    resolver: dns.resolve,
    strict: true,
    maxElapsedTime: LONGEST,
  } as never);
  const detail = status.comment?.slice(0, 200) ?? '';
  if (status.result === 'temperror') return [warning('DNS_CANNOT_TELL', [], { name: domain, detail })];
  if (status.result === 'permerror')
    return [await brokenRecord(dns, { name: domain, detail, lookups: lookups?.count ?? 0 })];
  if (isKnown && status.result !== 'pass') return [fault('DNS_SPF_EXCLUDES', [], { name: domain, ip })];
  return [];
}

interface Broken {
  name: string;
  detail: string;
  lookups: number;
}

async function brokenRecord(dns: DnsLookup, { name, detail, lookups }: Broken): Promise<Fault> {
  const isTooMany = lookups > MOST_LOOKUPS || /lookups/i.test(detail);
  if (!isTooMany) return fault('DNS_SPF_SYNTAX', [], { name, detail });
  const loop = await findLoop(dns, { path: [name], seen: new Set(), until: Date.now() + LONGEST });
  return loop
    ? fault('DNS_SPF_LOOP', [], { name, path: loop.join(' → ') })
    : fault('DNS_SPF_LOOKUPS', [], { name, most: MOST_LOOKUPS });
}

interface Walk {
  path: string[];
  /** The names that were looked up: one that led nowhere once leads nowhere again. */
  seen: Set<string>;
  /** When to give up, in milliseconds. */
  until: number;
}

/**
 * Follows includes and redirects until a name comes a second time; returns the way there, or null. Looks each
 * name up once, and only so many.
 */
async function findLoop(dns: DnsLookup, { path, seen, until }: Walk): Promise<string[] | null> {
  const name = path.at(-1)!;
  if (seen.has(name) || seen.size >= MOST_NAMES || Date.now() > until) return null;
  seen.add(name);
  const answer = await dns.txt(name);
  const record = answer.state === 'FOUND' && answer.records.find((text) => /^v=spf1(?: |$)/i.test(text));
  if (!record) return null;
  for (const [, target] of record.matchAll(/ [+?~-]?(?:include:|redirect=)([^ %/]+)/gi)) {
    const next = [...path, target!.toLowerCase()];
    if (path.includes(next.at(-1)!)) return next;
    const loop = await findLoop(dns, { path: next, seen, until });
    if (loop) return loop;
  }
  return null;
}

/** `+all` and `all` let everybody send, which receivers treat as spam. */
const openToAll = (record: string, name: string): Fault[] =>
  /(?:^| )\+?all(?: |$)/i.test(record) ? [fault('DNS_SPF_ALL', [], { name })] : [];
