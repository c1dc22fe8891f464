import type { OutgoingMail } from './mail-commands.ts';
import { SmtpClients } from './smtp-clients.ts';
import type { SmtpOutcome } from './smtp-outcome.ts';
import type { SmtpServer } from './smtp-url.ts';

/** Sends single mails at once: tests, not mailings. */
export interface Mailer {
  /** Never rejects. */
  send(mail: OutgoingMail): Promise<SmtpOutcome>;
}

const timeouts = { connectTimeout: 5000, greetingTimeout: 5000, sendTimeout: 20_000 };

/**
 * Returns a mailer for SMTP servers. It opens a connection for each mail, with short timeouts because a
 * person waits.
 */
export function createMailer(servers: SmtpServer[]): Mailer {
  return {
    async send(mail) {
      const clients = new SmtpClients(servers, timeouts);
      try {
        return await clients.send(mail);
      } finally {
        await clients.close();
      }
    },
  };
}
