import { isIP } from 'node:net';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from './log.ts';
import { ensureMailCatcher, type CatcherAddress } from './mail-catcher/ensure-mail-catcher.ts';
import { parseSmtpUrl, type SmtpServer } from './smtp/smtp-url.ts';

interface OpenMail {
  url: string;
  server: SmtpServer;
  /** How the mails of the embedded mail catcher can be read; null where mails go to a real server. */
  catcher: (() => CatcherAddress | null) | null;
  stop(): Promise<void>;
}

/** The SMTP server that is configured; without one the embedded mail catcher, in this process unless another one serves it. */
export async function openMail(config: Config, log: Log): Promise<OpenMail> {
  if (config.smtpUrl) {
    const server = { ...greetingOf(config), ...parseSmtpUrl(config.smtpUrl) };
    return { url: config.smtpUrl, server, catcher: null, stop: async () => {} };
  }
  const catcher = await ensureMailCatcher({ dir: join(config.dataDir, 'mailbox'), log });
  const { smtpUrl, address, stop } = catcher;
  return { url: smtpUrl, server: parseSmtpUrl(smtpUrl), catcher: address, stop };
}

/**
 * What we call ourselves in EHLO unless SMTP_URL says it: the name of the web server, else the domain that mail comes from. A
 * container has no name that anybody could look up.
 */
function greetingOf({ baseUrl, mailFrom }: Config): { name?: string } {
  const { protocol, hostname } = new URL(baseUrl);
  const name =
    protocol === 'https:' ? hostname : mailFrom.address.slice(mailFrom.address.lastIndexOf('@') + 1);
  return name.includes('.') && isIP(name) === 0 ? { name } : {};
}
