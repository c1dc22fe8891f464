import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { readAddress, writeAddress, type CatcherAddress } from './catcher-address.ts';
import { claimFolder } from './claim-folder.ts';
import { serveMailCatcher, type MailCatcher } from './serve-mail-catcher.ts';

export type { CatcherAddress } from './catcher-address.ts';

interface OpenCatcher {
  /** Where to send mails. */
  smtpUrl: string;
  /** Where to read them now; this changes when another process takes over. */
  address(): CatcherAddress | null;
  stop(): Promise<void>;
}

interface Folder {
  dir: string;
  log: Log;
}

interface Served extends MailCatcher {
  release: () => void;
}

const PATIENCE = 15_000;

/**
 * Returns the mail catcher of a data folder, in this process or in the one that already serves the folder.
 * When that one ends, a process that still needs the catcher takes over, on the same SMTP port.
 */
export async function ensureMailCatcher(folder: Folder): Promise<OpenCatcher> {
  mkdirSync(folder.dir, { recursive: true, mode: 0o700 });
  let served = await serveOrFind(folder);
  const watch = served ? undefined : setInterval(() => void takeOver(), 1000).unref();
  let taking: Promise<void> | undefined;
  return {
    smtpUrl: readAddress(folder.dir)!.smtpUrl,
    address: () => readAddress(folder.dir),
    async stop() {
      clearInterval(watch);
      await taking;
      await served?.close();
      served?.release();
    },
  };

  async function takeOver(): Promise<void> {
    taking ??= serve(folder)
      .then((taken) => {
        served = taken;
        if (taken) clearInterval(watch);
      })
      .catch((error: unknown) => folder.log.warn({ err: error }, 'The mail catcher cannot be taken over.'))
      .finally(() => (taking = undefined));
    await taking;
  }
}

/** Returns null if another process serves the folder and does not respond yet. */
async function serveOrFind(folder: Folder): Promise<Served | null> {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    const served = await serve(folder);
    if (served || (await answers(readAddress(folder.dir)))) return served;
    await sleep(50);
  }
  throw new Error(
    `The mail catcher in ${folder.dir} does not answer. If no other Postline runs with this DATA_DIR, remove ${join(folder.dir, 'catcher.pid')}.`,
  );
}

/** Returns null if another process serves the folder. */
async function serve({ dir, log }: Folder): Promise<Served | null> {
  const release = claimFolder(dir);
  if (!release) return null;
  try {
    const before = readAddress(dir);
    const catcher = await serveMailCatcher({
      snapshotFile: join(dir, 'mails.snapshot'),
      log: (line) => log.warn(line),
      ...(before && { smtpPort: Number(new URL(before.smtpUrl).port) }),
    });
    const { smtpUrl, httpUrl, token } = catcher;
    writeAddress(dir, { smtpUrl, httpUrl, token });
    return { ...catcher, release };
  } catch (error) {
    release();
    throw error;
  }
}

async function answers(address: CatcherAddress | null): Promise<boolean> {
  if (!address) return false;
  const socket = connect(Number(new URL(address.httpUrl).port), '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
