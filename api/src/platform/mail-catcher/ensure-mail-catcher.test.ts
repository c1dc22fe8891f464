import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { testApp } from '../../../test/database.ts';
import { ensureMailCatcher } from './ensure-mail-catcher.ts';
import type { MailPage } from './list-mails.ts';

type Catcher = Awaited<ReturnType<typeof ensureMailCatcher>>;

test('processes of a folder share one catcher, and another takes over when its process ends', async () => {
  const dir = newFolder();
  const first = await startElsewhere(dir);
  const second = await start(dir);
  expect(second.smtpUrl).toBe(first.smtpUrl);
  await send(second.smtpUrl, 'one');
  first.child.kill('SIGTERM');
  await once(first.child, 'exit');
  await untilServed(second);
  await send(second.smtpUrl, 'two');
  expect((await list(second)).mails.map(({ subject }) => subject)).toEqual(['two', 'one']);
  await second.stop();
  expect(existsSync(join(dir, 'catcher.pid'))).toBe(false);
});

test('the same when it is killed', async () => {
  const dir = newFolder();
  const first = await startElsewhere(dir);
  const second = await start(dir);
  first.child.kill('SIGKILL');
  await untilServed(second);
  await send(second.smtpUrl, 'one');
  expect(await list(second)).toMatchObject({ mails: [{ subject: 'one' }] });
});

test('many that start at once have the same one', async () => {
  const dir = newFolder();
  const all = await Promise.all([1, 2, 3].map(() => startElsewhere(dir)));
  expect(new Set(all.map(({ smtpUrl }) => smtpUrl)).size).toBe(1);
});

test('a claim of a process that was killed is no obstacle', async () => {
  const dir = newFolder();
  writeFileSync(join(dir, 'catcher.pid'), '4194305');
  expect(await list(await start(dir))).toMatchObject({ received: 0 });
});

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postline-catcher-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function start(dir: string): Promise<Catcher> {
  const catcher = await ensureMailCatcher({ dir, log: (await testApp()).log });
  onTestFinished(() => catcher.stop());
  return catcher;
}

async function startElsewhere(dir: string) {
  const code = `
    const { ensureMailCatcher } = await import(${JSON.stringify(import.meta.resolve('./ensure-mail-catcher.ts'))});
    const catcher = await ensureMailCatcher({ dir: ${JSON.stringify(dir)}, log: { warn: console.error } });
    process.on('SIGTERM', () => void catcher.stop().then(() => process.exit()));
    console.log(catcher.smtpUrl);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [smtpUrl] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, smtpUrl };
}

async function untilServed(catcher: Catcher): Promise<void> {
  while (!(await list(catcher).catch(() => null))) await new Promise((resolve) => setTimeout(resolve, 50));
}

async function send(smtpUrl: string, subject: string): Promise<void> {
  const transport = createTransport(smtpUrl);
  await transport.sendMail({ from: 'a@example.org', to: 'b@example.org', subject, text: 'x' });
  transport.close();
}

async function list(catcher: Catcher): Promise<MailPage> {
  const { httpUrl, token } = catcher.address()!;
  const headers = { authorization: `Bearer ${token}` };
  return (await (await fetch(`${httpUrl}/mails`, { headers })).json()) as MailPage;
}
