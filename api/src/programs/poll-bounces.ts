import { addressesIn } from '../bounces/addresses-in.ts';
import { receiveMail } from '../bounces/receive-mail.ts';
import type { App } from '../context/app.ts';
import { readMailbox } from '../platform/incoming/read-mailbox.ts';
import { repeatWork, type RepeatedWork } from '../platform/repeat-work.ts';

const EVERY = 60_000;

/**
 * Takes what came back to the mailbox that the configuration names, every minute; null if it names none. Several servers may do
 * so at once: what is taken twice does nothing the second time. What goes wrong is logged, and tried again the next minute.
 */
export function pollBounces(app: App, every = EVERY): RepeatedWork | null {
  const { bounceMailbox } = app.config;
  if (!bounceMailbox) return null;
  const ending = new AbortController();
  const receive = (raw: Buffer) => receiveMail(app.asSystem(), { to: addressesIn(raw), raw });
  const polling = repeatWork(every, async () => {
    try {
      const taken = await readMailbox(bounceMailbox, { log: app.log, receive, signal: ending.signal });
      if (taken > 0) app.log.info({ taken }, 'What came back was read.');
    } catch (error) {
      // The error itself may carry the command with the password.
      const reason = error instanceof Error ? error.message : String(error);
      if (!ending.signal.aborted)
        app.log.warn({ reason }, 'The mailbox of what comes back cannot be read; trying again in a minute.');
    }
  });
  return {
    async stop() {
      ending.abort();
      await polling.stop();
    },
  };
}
