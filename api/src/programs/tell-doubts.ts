import type { CommandContext } from '../command-line/command-line.ts';
import type { App } from '../context/app.ts';
import { isLoopback } from '../platform/is-loopback.ts';
import { parseSmtpUrl } from '../platform/smtp/smtp-url.ts';

/**
 * Says and logs at the start if mail would leave this machine with links, or from an address, that lead nowhere: nobody
 * could unsubscribe, and mail programs would take it for junk.
 */
export function tellDoubts({ config, services, log }: App, say: CommandContext['say']): void {
  if (!config.smtpUrl || isLoopback(parseSmtpUrl(config.smtpUrl).host)) return;
  const { baseUrl, mailFrom } = services;
  if (isLoopback(new URL(baseUrl).hostname)) {
    say('CLI_LINKS_LEAD_HERE', { url: baseUrl });
    log.warn({ baseUrl }, 'Links in mails lead to this machine: set BASE_URL.');
  }
  if (isLoopback(mailFrom.address.split('@').at(-1)!)) {
    say('CLI_FROM_NOWHERE', { address: mailFrom.address });
    log.warn('Mails come from an address at this machine: set MAIL_FROM.');
  }
}
