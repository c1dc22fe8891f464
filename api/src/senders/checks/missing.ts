import { fault, type Fault } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';

type Code = 'DNS_DKIM_MISSING' | 'DNS_DMARC_MISSING' | 'DNS_SPF_MISSING' | 'DNS_MX_MISSING';

/** The fault of a name without the record that is expected there; an alias that leads nowhere is named. */
export async function missing(dns: DnsLookup, { name, code }: { name: string; code: Code }): Promise<Fault> {
  const target = await dns.alias(name);
  return target === null ? fault(code, [], { name }) : fault('DNS_ALIAS_NOWHERE', [], { name, target });
}
