import type { Fault } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { checkDkim, type KeyToCheck } from './check-dkim.ts';
import { checkDmarc } from './check-dmarc.ts';
import { checkMx } from './check-mx.ts';
import { checkSpf } from './check-spf.ts';

interface DomainToCheck<Key extends KeyToCheck> {
  domain: string;
  keys: readonly Key[];
  /** The domain in the envelope, whose SPF record counts: that of the bounce address, if bounces go there. */
  envelopeDomain: string;
  /** The addresses that mail leaves from, if they are known. */
  ips: readonly string[];
}

interface DomainCheck<Key> {
  faults: Fault[];
  /** The keys with records that verifiers find, and those without; the others cannot be determined now. */
  seen: Key[];
  missed: Key[];
}

/** Checks everything in DNS that receivers require of a domain that mail comes from. */
export async function checkDomain<Key extends KeyToCheck>(
  dns: DnsLookup,
  { domain, keys, envelopeDomain, ips }: DomainToCheck<Key>,
): Promise<DomainCheck<Key>> {
  const [dkim, spf, dmarc, mx] = await Promise.all([
    Promise.all(keys.map(({ selector, publicKey }) => checkDkim(dns, { domain, selector, publicKey }))),
    checkSpf(dns, { domain: envelopeDomain, ips }),
    checkDmarc(dns, domain),
    checkMx(dns, domain),
  ]);
  return {
    faults: [...dkim.flatMap(({ faults }) => faults), ...spf, ...dmarc, ...mx],
    seen: keys.filter((_, index) => dkim[index]!.isSeen === true),
    missed: keys.filter((_, index) => dkim[index]!.isSeen === false),
  };
}
