import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { readAddress, type CatcherAddress } from './catcher-address.ts';

export type { CatcherAddress } from './catcher-address.ts';

interface HeldCatcher extends CatcherAddress {
  /** Lets go of the catcher; it ends when nobody holds it any more. */
  stop(): Promise<void>;
}

const PATIENCE = 15_000;

/** The mail catcher of a data folder: the one that runs, or a new process. It lives as long as anybody holds it. */
export async function ensureMailCatcher({ dir, log }: { dir: string; log: Log }): Promise<HeldCatcher> {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const until = Date.now() + PATIENCE;
  for (let attempt = 0; Date.now() < until; attempt++) {
    const held = await hold(dir);
    if (held) return held;
    // Where two processes begin at once, the second catcher sees the first and ends.
    if (attempt % 40 === 0) begin(dir, log);
    await sleep(50);
  }
  throw new Error(`The mail catcher in ${dir} does not answer.`);
}

async function hold(dir: string): Promise<HeldCatcher | null> {
  const address = readAddress(dir);
  if (!address) return null;
  const socket = connect(address.holdPort, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } catch {
    return null;
  }
  socket.on('error', () => {});
  socket.unref();
  return { ...address, stop: () => disconnect(socket) };
}

async function disconnect(socket: Socket): Promise<void> {
  socket.destroy();
  if (!socket.closed) await once(socket, 'close');
}

function begin(dir: string, log: Log): void {
  // A session of its own: Ctrl+C must not end it before the last mails are handed over.
  const child = spawn(process.execPath, [...process.execArgv, process.argv[1]!, 'mail-catcher', dir], {
    detached: true,
    stdio: 'ignore',
  });
  child.on('error', (error) => log.error({ err: error }, 'The mail catcher could not be started.'));
  child.unref();
}
