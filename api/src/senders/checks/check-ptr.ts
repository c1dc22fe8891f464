import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';

// RFC 7208, section 4.6.4.
const MOST_NAMES = 10;

/** Checks that an address that mail leaves from has a name, and that the name has that address. */
export async function checkPtr(dns: DnsLookup, ip: string): Promise<Fault[]> {
  const names = await dns.names(ip);
  if (names.state === 'FAILED') return [warning('DNS_CANNOT_TELL', [], { name: ip, detail: names.reason })];
  if (names.state === 'MISSING') return [fault('DNS_PTR_MISSING', [], { ip })];
  const answers = await Promise.all(names.records.slice(0, MOST_NAMES).map((name) => dns.addresses(name)));
  if (answers.some((answer) => answer.state === 'FOUND' && answer.records.includes(ip))) return [];
  const failed = answers.find((answer) => answer.state === 'FAILED');
  if (failed) return [warning('DNS_CANNOT_TELL', [], { name: names.records[0]!, detail: failed.reason })];
  return [fault('DNS_PTR_FORWARD', [], { ip, name: names.records[0]! })];
}
