import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { missing } from './missing.ts';

/** Checks that mail to a domain has somewhere to go, because replies, complaints and bounces need it. */
export async function checkMx(dns: DnsLookup, name: string): Promise<Fault[]> {
  const answer = await dns.mx(name);
  if (answer.state === 'FAILED') return [warning('DNS_CANNOT_TELL', [], { name, detail: answer.reason })];
  if (answer.state === 'FOUND') {
    // RFC 7505: the null MX says that nobody accepts mail here.
    return answer.records.every((exchange) => exchange === '') ? [fault('DNS_MX_NULL', [], { name })] : [];
  }
  // RFC 5321, section 5.1: without MX records the name's own address counts.
  const { state } = await dns.addresses(name);
  return state === 'MISSING' ? [await missing(dns, { name, code: 'DNS_MX_MISSING' })] : [];
}
