import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { expect, onTestFinished, test, vi } from 'vitest';
import { postJson } from '../platform/posting/post-json.ts';
import { newSecret } from './webhook-secret.ts';

vi.setConfig({ testTimeout: 60_000 });

const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'api.md'), 'utf8');

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  await new Promise((done) => server.close(done));
  return port;
}

test.each([
  ['python', 'python3', 'hook.py'],
  ['ts', process.execPath, 'hook.ts'],
])(
  'the program in %s believes what is signed with its secret, and nothing else',
  async (language, command, file) => {
    const code = new RegExp(`\`\`\`${language} webhook\n([^]*?)\`\`\``).exec(guide)![1]!;
    const folder = await mkdtemp(join(tmpdir(), 'postline-hook-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, file), code);
    const [port, secret] = [await freePort(), newSecret()];
    const env = { PATH: process.env.PATH!, HOME: folder, WEBHOOK_SECRET: secret, PORT: String(port) };
    const program = spawn(command, [join(folder, file)], { env });
    onTestFinished(() => void program.kill());
    let printed = '';
    program.stdout.setEncoding('utf8').on('data', (chunk: string) => (printed += chunk));
    const send = async (key: string, at = new Date()) => {
      const body = JSON.stringify({ type: 'run.finished', data: { name: 'Привет' } });
      const headers = {
        'content-type': 'application/json',
        'webhook-id': 'msg_1',
        'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
        'webhook-signature': `v1,AAAA ${new Webhook(key).sign('msg_1', at, body)}`,
      };
      const url = `http://127.0.0.1:${port}/`;
      return (await postJson({ url, headers, body, timeout: 5000, mayBePrivate: true })).status;
    };
    await expect.poll(() => send(secret).catch(() => 0), { timeout: 30_000 }).toBe(204);
    expect(await send(newSecret())).toBe(401);
    expect(await send(secret, new Date(Date.now() - 600_000))).toBe(401);
    await expect.poll(() => printed).toMatch(/run\.finished\nrefused\nrefused\n$/);
  },
);
