import { spf } from 'mailauth/lib/spf/index.js';
import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';

// RFC 7208, section 4.6.4.
const MOST_LOOKUPS = 10;
const LONGEST = 10_000;
/** For documentation (RFC 5737): nobody's, so that the whole record is gone through. */
const NOBODY = '192.0.2.254';

/**
 * Looks at the SPF record of the domain in the envelope: one, readable, within ten look-ups, and not for everybody. Where it is
 * known which addresses mail leaves from, also whether it names them; behind a relay only its operator knows them.
 */
export async function checkSpf(
  dns: DnsLookup,
  { domain, ips }: { domain: string; ips: readonly string[] },
): Promise<Fault[]> {
  const answer = await dns.txt(domain);
  if (answer.state === 'FAILED')
    return [warning('DNS_CANNOT_TELL', [], { name: domain, detail: answer.reason })];
  const records = (answer.state === 'FOUND' ? answer.records : []).filter((text) =>
    /^v=spf1(?: |$)/i.test(text),
  );
  if (records.length === 0) return [fault('DNS_SPF_MISSING', [], { name: domain })];
  if (records.length > 1) return [fault('DNS_SPF_SEVERAL', [], { name: domain })];
  const faults = await Promise.all(
    (ips.length > 0 ? ips : [NOBODY]).map((ip) => judge(dns, { domain, ip, isKnown: ips.length > 0 })),
  );
  return [...withoutRepeats(faults.flat()), ...openToAll(records[0]!, domain)];
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
  if (status.result === 'permerror') return [brokenRecord(domain, { detail, lookups: lookups?.count ?? 0 })];
  if (isKnown && status.result !== 'pass') return [fault('DNS_SPF_EXCLUDES', [], { name: domain, ip })];
  return [];
}

function brokenRecord(name: string, { detail, lookups }: { detail: string; lookups: number }): Fault {
  const isTooMany = lookups > MOST_LOOKUPS || /lookups/i.test(detail);
  return isTooMany
    ? fault('DNS_SPF_LOOKUPS', [], { name, most: MOST_LOOKUPS })
    : fault('DNS_SPF_SYNTAX', [], { name, detail });
}

/** `+all` and `all` let everybody send, which receivers take for spam. */
const openToAll = (record: string, name: string): Fault[] =>
  /(?:^| )\+?all(?: |$)/i.test(record) ? [fault('DNS_SPF_ALL', [], { name })] : [];

function withoutRepeats(faults: Fault[]): Fault[] {
  return [...new Map(faults.map((each) => [JSON.stringify(each), each])).values()];
}
