import type { OutgoingMail } from './mail-commands.ts';
import { SmtpClient } from './smtp-client.ts';
import { smtpOptions } from './smtp-options.ts';
import type { SmtpOutcome } from './smtp-outcome.ts';
import type { SmtpServer } from './smtp-url.ts';

/** Sends single mails at once: tests, not mailings. */
export interface Mailer {
  /** Never rejects. */
  send(mail: OutgoingMail): Promise<SmtpOutcome>;
}

/** A mailer over an SMTP server; a connection for each mail, with little patience as somebody waits. */
export function createMailer(server: SmtpServer): Mailer {
  const options = smtpOptions(server, {
    connectTimeout: 5000,
    greetingTimeout: 5000,
    sendTimeout: 20_000,
  });
  return {
    async send(mail) {
      const client = new SmtpClient(options);
      try {
        return await client.send(mail);
      } finally {
        await client.close();
      }
    },
  };
}
