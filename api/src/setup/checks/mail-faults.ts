import type { Config } from '../../config.ts';
import { type Fault, warning } from '../../errors/domain-error.ts';
import type { DnsLookup } from '../../platform/dns/dns-lookup.ts';
import { isLoopback } from '../../platform/is-loopback.ts';
import { parseSmtpUrls } from '../../platform/smtp/smtp-url.ts';
import { checkDomain } from '../../senders/checks/check-domain.ts';
import { checkMx } from '../../senders/checks/check-mx.ts';
import { checkPtr } from '../../senders/checks/check-ptr.ts';
import { checkTls } from '../../senders/checks/check-tls.ts';
import { withoutRepeats } from '../../senders/checks/without-repeats.ts';
import { findSharedKeys } from './find-shared-keys.ts';

/** A fault in how mails are sent, with the configuration key that it belongs to. */
interface MailFault {
  key: string;
  fault: Fault;
}

/**
 * Checks what receivers require of the address that mail comes from (SPF, DKIM, DMARC, MX, PTR), and the mail
 * servers' encryption. Checks nothing if the configuration sends to nobody.
 */
export async function mailFaults(config: Config, dns: DnsLookup): Promise<MailFault[]> {
  const domain = domainOf(config.mailFrom.address);
  const isOutside = domain.includes('.') && !isLoopback(domain);
  const [ofDomain, ofBounces, ofAddresses, ofServers, ofAccounts] = await Promise.all([
    isOutside ? domainFaults(config, { dns, domain }) : [],
    config.bounceAddress ? checkMx(dns, domainOf(config.bounceAddress)) : [],
    Promise.all(config.outgoingIps.map((ip) => checkPtr(dns, ip))),
    serversFaults(config.smtpUrl),
    serversFaults(config.accountSmtpUrl),
  ]);
  return [
    ...withKey('MAIL_FROM', ofDomain),
    ...withKey('BOUNCE_ADDRESS', ofBounces),
    ...withKey('OUTGOING_IPS', ofAddresses.flat()),
    ...withKey('SMTP_URL', ofServers),
    ...withKey('ACCOUNT_SMTP_URL', ofAccounts),
  ];
}

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

const withKey = (key: string, faults: Fault[]): MailFault[] =>
  withoutRepeats(faults).map((each) => ({ key, fault: each }));

async function domainFaults(
  config: Config,
  { dns, domain }: { dns: DnsLookup; domain: string },
): Promise<Fault[]> {
  const shared = await findSharedKeys(config, domain);
  const { faults } = await checkDomain(dns, {
    domain,
    keys: shared.keys,
    envelopeDomain: config.bounceAddress ? domainOf(config.bounceAddress) : domain,
    ips: config.outgoingIps,
  });
  if (shared.keys.length > 0) return faults;
  const told = shared.isKnown ? 'CHECK_NO_DKIM' : 'CHECK_DKIM_UNKNOWN';
  return [...faults, warning(told, [], { domain })];
}

async function serversFaults(smtpUrl: string | undefined): Promise<Fault[]> {
  const servers = smtpUrl ? parseSmtpUrls(smtpUrl) : [];
  const checks = await Promise.all(servers.map((server) => checkTls(server, new Date())));
  return checks.flatMap(({ fault }) => fault ?? []);
}
