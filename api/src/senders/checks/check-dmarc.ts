import getDmarcRecord from 'mailauth/lib/dmarc/get-dmarc-record.js';
import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { tagsOf } from './check-dkim.ts';

const POLICIES = new Set(['none', 'quarantine', 'reject']);

/** Looks at the DMARC record of a domain, or of the one above it that holds for it (RFC 9989). */
export async function checkDmarc(dns: DnsLookup, domain: string): Promise<Fault[]> {
  const name = `_dmarc.${domain}`;
  const answer = await dns.txt(name);
  if (answer.state === 'FAILED') return [warning('DNS_CANNOT_TELL', [], { name, detail: answer.reason })];
  const own = (answer.state === 'FOUND' ? answer.records : []).filter((text) =>
    /^v\s*=\s*DMARC1/i.test(text.trim()),
  );
  if (own.length > 1) return [fault('DNS_DMARC_SEVERAL', [], { name })];
  if (own.length === 1) return judge(own[0]!, name);
  const above = await recordAbove(dns, domain);
  if (above === 'CANNOT_TELL') return [warning('DNS_CANNOT_TELL', [], { name, detail: '' })];
  return above === null ? [fault('DNS_DMARC_MISSING', [], { name })] : judge(above, name);
}

/** The tree is walked by the library: up to eight questions, until a record says where the organisation begins. */
async function recordAbove(dns: DnsLookup, domain: string): Promise<string | null | 'CANNOT_TELL'> {
  try {
    const found = (await getDmarcRecord(domain, dns.resolve as never)) as { rr?: string } | false | null;
    return (found && found.rr) || null;
  } catch {
    return 'CANNOT_TELL';
  }
}

function judge(record: string, name: string): Fault[] {
  const tags = tagsOf(record);
  const wrong = ['p', 'sp', 'np'].filter((tag) => {
    const value = tags.get(tag)?.toLowerCase();
    return tag === 'p' ? !POLICIES.has(value ?? '') : value !== undefined && !POLICIES.has(value);
  });
  if (wrong.length === 0) return [];
  const tag = wrong[0]!;
  return [fault('DNS_DMARC_POLICY', [], { name, tag: `${tag}=${(tags.get(tag) ?? '').slice(0, 50)}` })];
}
