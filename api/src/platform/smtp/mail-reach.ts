import { isIP } from 'node:net';
import { isLoopback } from '../is-loopback.ts';
import { isPublicAddress } from '../posting/is-public-address.ts';
import { parseSmtpUrls } from './smtp-url.ts';

/** How far mail goes: it stays on this machine or in a private network, or leaves both. */
export type MailReach = 'MACHINE' | 'NETWORK' | 'INTERNET';

/** Names that only a private network knows; one without a dot is another container's. */
const PRIVATE = /^[^.]+$|\.(?:internal|local|lan|home\.arpa)$/;

/** Returns how far the farthest of the servers in `SMTP_URL` is. Without any, mail is caught on this machine. */
export function mailReach(smtpUrl: string | undefined): MailReach {
  const reaches = smtpUrl ? parseSmtpUrls(smtpUrl).map(({ host }) => reachOf(host)) : [];
  return (['INTERNET', 'NETWORK'] as const).find((reach) => reaches.includes(reach)) ?? 'MACHINE';
}

/**
 * Whether links that begin with `baseUrl` lead nowhere for those who get the mail: they would open them on
 * their own machines.
 */
export const leadsNowhere = (reach: MailReach, baseUrl: string): boolean =>
  reach === 'INTERNET' && isLoopback(new URL(baseUrl).hostname);

function reachOf(host: string): MailReach {
  if (isLoopback(host)) return 'MACHINE';
  const address = host.replace(/^\[(.*)\]$/, '$1');
  const isPublic = isIP(address) ? isPublicAddress(address) : !PRIVATE.test(host);
  return isPublic ? 'INTERNET' : 'NETWORK';
}
