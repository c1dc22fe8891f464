import { join } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from './log.ts';
import { ensureMailCatcher, type CatcherAddress } from './mail-catcher/ensure-mail-catcher.ts';
import { parseSmtpUrl, type SmtpServer } from './smtp/smtp-url.ts';

interface OpenMail {
  url: string;
  server: SmtpServer;
  /** The embedded mail catcher; null where mails go to a real server. */
  catcher: CatcherAddress | null;
  stop(): Promise<void>;
}

/** The SMTP server that is configured; without one the embedded mail catcher, started where it does not run. */
export async function openMail(config: Config, log: Log): Promise<OpenMail> {
  if (config.smtpUrl) {
    return { url: config.smtpUrl, server: parseSmtpUrl(config.smtpUrl), catcher: null, stop: async () => {} };
  }
  const catcher = await ensureMailCatcher({ dir: join(config.dataDir, 'mailbox'), log });
  const { smtpUrl, stop } = catcher;
  return { url: smtpUrl, server: parseSmtpUrl(smtpUrl), catcher, stop };
}
