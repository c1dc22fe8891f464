import { setTimeout as sleep } from 'node:timers/promises';
import { LastingClient } from '../lasting-client.ts';
import type { Log } from '../log.ts';
import { postgresOptions } from '../postgres-options.ts';

/**
 * Calls back for every notification on a channel until the signal is aborted. Reconnects after a lost
 * connection.
 */
export async function listen(
  { url, channel, log, signal }: { url: string; channel: string; log: Log; signal: AbortSignal },
  onNotification: () => void,
): Promise<void> {
  while (!signal.aborted) {
    const client = new LastingClient(postgresOptions(url, { application_name: 'postline listener' }));
    // One listener for the connection's whole life, because an unhandled error would end the process.
    client.on('error', (error) => log.debug({ err: error }, 'The listener lost its connection.'));
    try {
      await client.connect();
      client.on('notification', onNotification);
      await client.query(`listen ${channel}`);
      await untilLost(client, signal);
    } catch (error) {
      log.debug({ err: error }, 'The listener could not connect.');
    }
    await client.end().catch(() => {});
    if (!signal.aborted) await sleep(1000);
  }
}

// Nothing is ever sent on this connection, and only a query shows that it has died silently.
const ASK_EVERY = 10_000;

async function untilLost(client: LastingClient, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const asking = setInterval(() => void client.query('select 1').catch(() => {}), ASK_EVERY).unref();
  await new Promise<void>((resolve) => {
    client.once('end', () => resolve());
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  clearInterval(asking);
}
