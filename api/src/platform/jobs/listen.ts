import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import type { Log } from '../log.ts';

/** Calls back for every notification on a channel, until the signal; comes back by itself after a lost connection. */
export async function listen(
  { url, channel, log, signal }: { url: string; channel: string; log: Log; signal: AbortSignal },
  onNotification: () => void,
): Promise<void> {
  while (!signal.aborted) {
    const client = new pg.Client({
      connectionString: url,
      application_name: 'postline listener',
      keepAlive: true,
    });
    // One listener for the connection's whole life: an error that nobody hears would end the process.
    client.on('error', (error) => log.debug({ err: error }, 'The listener lost its connection.'));
    try {
      await client.connect();
      client.on('notification', onNotification);
      await client.query(`listen ${channel}`);
      await new Promise<void>((resolve) => {
        client.once('end', () => resolve());
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    } catch (error) {
      log.debug({ err: error }, 'The listener could not connect.');
    }
    await client.end().catch(() => {});
    if (!signal.aborted) await sleep(1000);
  }
}
