import type { Config } from '../config.ts';
import type { Log } from './log.ts';
import { dataFolder } from './data-folder.ts';
import { ensureMailCatcher, type CatcherAddress } from './mail-catcher/ensure-mail-catcher.ts';
import { greetingName } from './smtp/greeting-name.ts';
import { parseSmtpUrl, parseSmtpUrls, type SmtpServer } from './smtp/smtp-url.ts';

interface OpenMail {
  url: string;
  /** Where mailings and tests go. */
  servers: SmtpServer[];
  /** Where account mails go, in the order in which they are tried. */
  accountServers: SmtpServer[];
  /** How to read the mails of the embedded mail catcher; null if mails go to a real server. */
  catcher: (() => CatcherAddress | null) | null;
  stop(): Promise<void>;
}

/**
 * Opens the configured SMTP servers, or the embedded mail catcher, in this process unless another one serves
 * it.
 */
export async function openMail(config: Config, log: Log): Promise<OpenMail> {
  const name = greetingName(config);
  const greeting = name === undefined ? {} : { name };
  const own = config.accountSmtpUrl && [{ ...greeting, ...parseSmtpUrl(config.accountSmtpUrl) }];
  if (config.smtpUrl) {
    const servers = parseSmtpUrls(config.smtpUrl).map((server) => Object.assign({}, greeting, server));
    const accountServers = own || servers;
    return { url: config.smtpUrl, servers, accountServers, catcher: null, stop: async () => {} };
  }
  const catcher = await ensureMailCatcher({ dir: dataFolder(config, 'mailbox'), log });
  const { smtpUrl, address, stop } = catcher;
  const servers = parseSmtpUrls(smtpUrl);
  return { url: smtpUrl, servers, accountServers: own || servers, catcher: address, stop };
}
