import { isIP } from 'node:net';
import type { Mailbox } from '../mime/mailbox.ts';

/**
 * Returns the name for EHLO unless a server's URL contains one: that of the web server, or else the domain
 * that mail comes from; undefined if neither can be looked up, like the name of a container.
 */
export function greetingName({
  baseUrl,
  mailFrom,
}: {
  baseUrl: string;
  mailFrom: Mailbox;
}): string | undefined {
  const { protocol, hostname } = new URL(baseUrl);
  const name =
    protocol === 'https:' ? hostname : mailFrom.address.slice(mailFrom.address.lastIndexOf('@') + 1);
  return name.includes('.') && isIP(name) === 0 ? name : undefined;
}
