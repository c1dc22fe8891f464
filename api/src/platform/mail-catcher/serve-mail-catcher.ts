import { randomBytes } from 'node:crypto';
import { listenHttp } from './listen-http.ts';
import { listenSmtp } from './listen-smtp.ts';
import { MailStore } from './mail-store.ts';
import { keepSnapshot, readSnapshot } from './snapshot.ts';

export interface MailCatcher {
  smtpUrl: string;
  httpUrl: string;
  /**
   * HTTP requests need it as `Authorization: Bearer …`, so that other users of the machine cannot read the
   * mails.
   */
  token: string;
  /** Accepts no more mails, and keeps those that it has for the next start. */
  close(): Promise<void>;
}

interface MailCatcherOptions {
  /** The port used before, which is used again if it is free. */
  smtpPort?: number;
  /** The file in which mails outlive a restart. */
  snapshotFile: string;
  log: (line: string) => void;
}

/**
 * Starts an SMTP server on this machine that accepts every mail and delivers none, and an HTTP server to look
 * at them. Keeps the newest 1,000 mails, at most 64 MB of them.
 *
 * - `GET /mails?search=&before=&limit=`: newest first, before a mail's id, up to 200
 * - `GET /mails/:id`: one mail, parsed
 * - `GET /mails/:id/raw`: its bytes, as message/rfc822
 * - `DELETE /mails`
 */
export async function serveMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const { snapshotFile, log } = options;
  const store = new MailStore(await readSnapshot(snapshotFile, log));
  const token = randomBytes(24).toString('base64url');
  const smtp = await listenSmtp(store, options.smtpPort ?? 0);
  const http = await listenHttp(store, token);
  const snapshots = keepSnapshot(store, snapshotFile, log);
  return {
    smtpUrl: `smtp://127.0.0.1:${smtp.port}`,
    httpUrl: `http://127.0.0.1:${http.port}`,
    token,
    async close() {
      await Promise.all([smtp.close(), http.close()]);
      await snapshots.close();
    },
  };
}
