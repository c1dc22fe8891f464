import type { CommandContext } from '../command-line/command-line.ts';
import type { App } from '../context/app.ts';
import { isLoopback } from '../platform/is-loopback.ts';

/**
 * Warns at the start, on the terminal and in the log, if mail would leave this machine with links or a sender
 * address that lead nowhere: nobody could unsubscribe or confirm an address, and mail programs would treat it as
 * junk.
 */
export function tellDoubts(app: App, notify: CommandContext['notify']): void {
  const { baseUrl, mailFrom, mailReach, accountMailReach } = app.services;
  const { log } = app;
  if (mailReach === 'MACHINE' && accountMailReach === 'MACHINE') return;
  if (isLoopback(new URL(baseUrl).hostname)) {
    // Account mails may have a server of their own.
    const isOfAll = mailReach !== 'MACHINE';
    notify(isOfAll ? 'CLI_LINKS_LEAD_HERE' : 'CLI_ACCOUNT_LINKS_LEAD_HERE', { url: baseUrl });
    log.warn({ baseUrl }, 'Links in mails lead to this machine: set BASE_URL.');
  }
  if (isLoopback(mailFrom.address.split('@').at(-1)!)) {
    notify('CLI_FROM_NOWHERE', { address: mailFrom.address });
    log.warn('Mails come from an address at this machine: set MAIL_FROM.');
  }
}
