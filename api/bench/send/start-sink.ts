import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

export interface BenchSink {
  url: string;
  port: number;
  /** TLS from the first byte. */
  isTls: boolean;
  stop(): Promise<void>;
}

/**
 * Starts Postfix's smtp-sink (Debian's package `postfix`): it accepts everything, faster than any sender can
 * send.
 */
export async function startSink(): Promise<BenchSink> {
  const port = await freePort();
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn('smtp-sink', [...user, `127.0.0.1:${port}`, '1000'], { stdio: 'ignore' });
  const failed = once(child, 'error').then(([error]) => {
    throw new Error('smtp-sink is needed: install the package postfix.', { cause: error });
  });
  failed.catch(() => {});
  while (!(await Promise.race([answers(port), failed]))) await sleep(50);
  return {
    url: `smtp://127.0.0.1:${port}?tls=never`,
    port,
    isTls: false,
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}

async function answers(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
