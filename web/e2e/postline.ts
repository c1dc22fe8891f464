import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from './free-port.ts';

const root = join(import.meta.dirname, '..', '..');
const login = { email: 'anna@example.com', password: 'violet-harbour-42' };

export interface Postline {
  url: string;
  login: typeof login;
  stop(): Promise<void>;
  /** Stops the server while `meanwhile` runs, then starts it again at the same address. */
  restart(meanwhile: () => Promise<void>): Promise<void>;
}

/**
 * Starts the whole built product as a process of its own: on a free port, with a database and a mailbox in a
 * temporary folder. This machine's own settings do not affect it.
 */
export async function startPostline(given: Record<string, string> = {}): Promise<Postline> {
  const folder = mkdtempSync(join(tmpdir(), 'postline-journey-'));
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const start = async () => {
    const child = spawnIn(folder, { PORT: String(port), ...given });
    await untilItSays(child, url);
    return child;
  };
  let child = await start();
  const end = async () => {
    child.kill('SIGTERM');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  };
  return {
    url,
    login,
    async stop() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
    async restart(meanwhile) {
      await end();
      await meanwhile();
      child = await start();
    },
  };
}

function spawnIn(folder: string, given: Record<string, string>): ChildProcess {
  const program = join(root, 'api', 'dist', 'main.js');
  return spawn(process.execPath, ['--enable-source-maps', program, 'start'], {
    cwd: folder,
    env: {
      PATH: process.env.PATH ?? '',
      HOME: process.env.HOME ?? '',
      POSTLINE_ROOT: root,
      POSTLINE_LANG: 'en',
      DATA_DIR: join(folder, 'data'),
      LOG_DIR: join(folder, 'logs'),
      LOG_LEVEL: 'error',
      ADMIN_EMAIL: login.email,
      ADMIN_PASSWORD: login.password,
      ...given,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function untilItSays(child: ChildProcess, text: string): Promise<void> {
  let said = '';
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer) => {
      said += String(chunk);
      if (said.includes(text)) resolve();
    };
    child.stdout!.on('data', hear);
    child.stderr!.on('data', hear);
    child.once('exit', (code) => reject(new Error(`Postline ended with ${code} at its start:\n${said}`)));
  });
}
