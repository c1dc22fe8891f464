import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { readAddress, writeAddress } from './catcher-address.ts';
import { claimFolder } from './claim-folder.ts';
import { serveMailCatcher } from './serve-mail-catcher.ts';

// Whoever started it needs a moment to take hold.
const FIRST_HOLD = 10_000;
const LAST_HOLD = 1000;

/** Serves the mail catcher of a folder until nobody holds it any more. Does nothing if one serves it already. */
export async function runMailCatcher(dir: string, log: (line: string) => void): Promise<void> {
  const release = claimFolder(dir);
  if (!release) return;
  const before = readAddress(dir);
  const catcher = await serveMailCatcher({
    snapshotFile: join(dir, 'mails.snapshot'),
    log,
    ...(before && { smtpPort: Number(new URL(before.smtpUrl).port) }),
  });
  const holds = createServer();
  holds.listen(0, '127.0.0.1');
  await once(holds, 'listening');
  const { smtpUrl, httpUrl, token } = catcher;
  writeAddress(dir, { smtpUrl, httpUrl, token, holdPort: (holds.address() as AddressInfo).port });
  await untilAlone(holds);
  holds.close();
  await catcher.close();
  release();
}

/** Resolves a moment after the last hold is gone. */
function untilAlone(holds: Server): Promise<void> {
  return new Promise((resolve) => {
    let timer = setTimeout(resolve, FIRST_HOLD);
    let count = 0;
    holds.on('connection', (socket) => {
      count++;
      clearTimeout(timer);
      socket.on('error', () => {});
      socket.on('close', () => {
        if (--count === 0) timer = setTimeout(resolve, LAST_HOLD);
      });
      socket.resume();
    });
  });
}
