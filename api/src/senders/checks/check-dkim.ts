import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { missing } from './missing.ts';

/** A key whose DNS record is checked. */
export interface KeyToCheck {
  selector: string;
  /** The value of `p=`. */
  publicKey: string;
}

interface DkimCheck {
  faults: Fault[];
  /** Whether verifiers find the key and can use it; null if that cannot be determined now. */
  isSeen: boolean | null;
}

/** Checks that the record of a key is where verifiers look for it, and is ours. */
export async function checkDkim(
  dns: DnsLookup,
  { domain, selector, publicKey }: KeyToCheck & { domain: string },
): Promise<DkimCheck> {
  const name = `${selector}._domainkey.${domain}`;
  const answer = await dns.txt(name);
  if (answer.state === 'FAILED')
    return { isSeen: null, faults: [warning('DNS_CANNOT_TELL', [], { name, detail: answer.reason })] };
  if (answer.state === 'MISSING') return notSeen(await missing(dns, { name, code: 'DNS_DKIM_MISSING' }));
  if (answer.records.length > 1) {
    const isSplit = arePieces(answer.records, publicKey);
    return notSeen(fault(isSplit ? 'DNS_DKIM_SPLIT' : 'DNS_DKIM_SEVERAL', [], { name }));
  }
  return judge(tagsOf(answer.records[0]!), { name, publicKey });
}

function judge(
  tags: Map<string, string>,
  { name, publicKey }: { name: string; publicKey: string },
): DkimCheck {
  const found = tags.get('p')?.replace(/\s/g, '') ?? null;
  if (found === '') return notSeen(fault('DNS_DKIM_REVOKED', [], { name }));
  if (found !== publicKey) return notSeen(fault(faultOf(found, publicKey), [], { name }));
  if (!['DKIM1', undefined].includes(tags.get('v'))) return notSeen(fault('DNS_DKIM_OTHER', [], { name }));
  const isTest = tags.get('t')?.split(':').includes('y');
  return { isSeen: true, faults: isTest ? [warning('DNS_DKIM_TESTING', [], { name })] : [] };
}

function faultOf(found: string | null, publicKey: string) {
  if (found === null) return 'DNS_DKIM_OTHER';
  if (withoutQuotes(found) === publicKey) return 'DNS_DKIM_SPLIT';
  return publicKey.startsWith(found) ? 'DNS_DKIM_CUT' : 'DNS_DKIM_OTHER';
}

/** Whether several records are the strings that should be one. */
function arePieces(records: string[], publicKey: string): boolean {
  const holdsKey = (pieces: string[]) =>
    withoutQuotes(pieces.join('').replace(/\s/g, '')).includes(publicKey);
  return !records.some((record) => holdsKey([record])) && [records, records.toReversed()].some(holdsKey);
}

const withoutQuotes = (text: string) => text.replace(/["“”]/g, '');

const notSeen = (problem: Fault): DkimCheck => ({ isSeen: false, faults: [problem] });

/** Parses a list of tags (RFC 6376, section 3.2). */
export function tagsOf(record: string): Map<string, string> {
  const tags = new Map<string, string>();
  for (const part of record.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0) tags.set(part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim());
  }
  return tags;
}
