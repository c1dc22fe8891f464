import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Log } from '../log.ts';
import type { IncomingPlace, ThreadSaying } from './incoming-thread.ts';
import type { IncomingMail } from './serve-incoming.ts';

interface IncomingOptions extends IncomingPlace {
  log: Log;
  /** Takes a mail; the other server sends it again if that fails. */
  receive: (mail: { to: string[]; raw: Buffer }) => Promise<void>;
}

/** Beside this file in the sources, beside the program when it is built. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './incoming-thread.ts' : './incoming-thread.js',
  import.meta.url,
);
// Mails are passed on one by one; what needs more ends the thread, and another takes its place.
const BOUNDS = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };
const PAUSE = 1000;

/**
 * Accepts bounces and complaints by SMTP, in a thread of its own: whatever other servers send, and however
 * much of it, delays nobody else.
 */
export async function listenIncoming(
  options: IncomingOptions,
): Promise<{ port: number; close(): Promise<void> }> {
  const { log, host, address } = options;
  const place = { host, port: options.port, address };
  const ending = new AbortController();
  let thread = await openThread(place, options);
  const { port } = thread;
  const replace = async (): Promise<void> => {
    await thread.ended;
    while (!ending.signal.aborted) {
      log.error('What accepts mail that comes back has ended; it is started again.');
      await sleep(PAUSE, undefined, { ref: false });
      try {
        thread = await openThread({ ...place, port }, options);
        return replace();
      } catch (error) {
        log.error({ err: error }, 'Mail that comes back cannot be accepted; trying again.');
      }
    }
  };
  void replace();
  return {
    port,
    async close() {
      ending.abort();
      await thread.end();
    },
  };
}

interface OpenThread {
  port: number;
  ended: Promise<void>;
  end(): Promise<void>;
}

/** Resolves when it listens; rejects if it cannot. */
function openThread(place: IncomingPlace, { log, receive }: IncomingOptions): Promise<OpenThread> {
  const worker = new Worker(program, { workerData: place, resourceLimits: BOUNDS, env: {}, execArgv: [] });
  const take = async ({ id, to, raw }: IncomingMail & { id: number }) => {
    const wasTaken = await receive({ to, raw: Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength) }).then(
      () => true,
      (error: unknown) => {
        log.error({ err: error }, 'What came back could not be read; the other server sends it again.');
        return false;
      },
    );
    worker.postMessage({ id, wasTaken });
  };
  const end = async () => void (await worker.terminate());
  return new Promise((resolve, reject) => {
    const ended = new Promise<void>((done) => void worker.once('exit', () => done()));
    worker.on('error', (error) => {
      log.error({ err: error }, 'A connection of incoming mail broke.');
      reject(error);
    });
    worker.on('message', (saying: ThreadSaying) => {
      if (saying.kind === 'LISTENING') resolve({ port: saying.port, ended, end });
      else if (saying.kind === 'MAIL') void take(saying);
      else if (saying.kind === 'BROKEN')
        log.warn({ err: saying.error }, 'A connection of incoming mail broke.');
      else void end().then(() => reject(saying.error));
    });
  });
}
