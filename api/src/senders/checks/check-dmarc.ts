import getDmarcRecord from 'mailauth/lib/dmarc/get-dmarc-record.js';
import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { tagsOf } from './check-dkim.ts';
import { missing } from './missing.ts';

const POLICIES = new Set(['none', 'quarantine', 'reject']);

/** Checks the DMARC record of a domain, or the one of a parent domain that applies to it (RFC 9989). */
export async function checkDmarc(dns: DnsLookup, domain: string): Promise<Fault[]> {
  const name = `_dmarc.${domain}`;
  const answer = await dns.txt(name);
  if (answer.state === 'FAILED') return [warning('DNS_CANNOT_TELL', [], { name, detail: answer.reason })];
  const records = answer.state === 'FOUND' ? answer.records : [];
  const own = records.filter(isDmarc);
  if (own.length > 1) return [fault('DNS_DMARC_SEVERAL', [], { name })];
  if (own.length === 1) return judge(own[0]!, name);
  const meant = records.find((text) => /dmarc1|\bp\s*=\s*(?:none|quarantine|reject)/i.test(text));
  if (meant) return [fault('DNS_DMARC_SYNTAX', [], { name, record: meant.slice(0, 100) })];
  return checkAbove(dns, domain, name);
}

/** RFC 9989, section 4.8: the version comes first, in this case, and a semicolon after it. */
const isDmarc = (text: string) => /^\s*v\s*=\s*DMARC1\s*(?:;|$)/.test(text);

/**
 * Checks the record that a domain without one of its own inherits. The library walks up the tree: at most eight
 * queries together with the one for the domain itself, until a record says where the organisation begins.
 */
async function checkAbove(dns: DnsLookup, domain: string, own: string): Promise<Fault[]> {
  const several: string[] = [];
  const resolve = async (name: string, type: string) => {
    if (name === own) throw Object.assign(new Error('It has none.'), { code: 'ENODATA' });
    const found = (await dns.resolve(name, type)) as string[][];
    if (found.filter((strings) => isDmarc(strings.join(''))).length > 1) several.push(name);
    return found;
  };
  try {
    const found = await getDmarcRecord(domain, resolve);
    if (found) return judge(found.rr, `_dmarc.${found.recordDomain}`);
    if (several[0]) return [fault('DNS_DMARC_SEVERAL', [], { name: several[0] })];
    return [await missing(dns, { name: own, code: 'DNS_DMARC_MISSING' })];
  } catch (error) {
    const { code = '', hostname = own } = error as { code?: string; hostname?: string };
    return [warning('DNS_CANNOT_TELL', [], { name: hostname, detail: code })];
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
