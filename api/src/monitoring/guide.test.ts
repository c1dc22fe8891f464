import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse, validate } from 'graphql';
import { expect, onTestFinished, test, vi } from 'vitest';
import { build } from '../../test/build.ts';
import { testApp } from '../../test/database.ts';
import { tokenOf } from '../../test/operations.ts';
import { runningServer } from '../../test/server.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker } from '../../test/worker.ts';
import { createSchema } from '../programs/schema.ts';

vi.setConfig({ testTimeout: 60_000 });

const guide = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'api.md'), 'utf8');
const example = (language: string) => new RegExp(`\`\`\`${language}\n([^]*?)\`\`\``).exec(guide)![1]!;

/** Runs an example of the guide as a program and returns its output. */
async function running(command: string, file: string, env: Record<string, string>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'postline-guide-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const path = join(folder, file);
  await writeFile(path, example(file.endsWith('.py') ? 'python' : file.endsWith('.ts') ? 'ts' : 'sh'));
  const { stdout } = await promisify(execFile)(command, [path], {
    env: { PATH: process.env.PATH!, HOME: folder, ...env },
  });
  return stdout;
}

async function installation() {
  const owner = await build.user();
  const { url } = await runningServer();
  const { secret } = await tokenOf(owner, ['READ', 'WRITE', 'SEND']);
  return { owner, env: { POSTLINE_URL: url, POSTLINE_TOKEN: secret } };
}

test('the first query, the program in Python and the one in TypeScript do what the guide says', async () => {
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const { env } = await installation();
  await startWorker(await testApp(), sink.url);
  expect(JSON.parse(await running('sh', 'first.sh', env)).data.viewerToken.scopes).toEqual([
    'READ',
    'WRITE',
    'SEND',
  ]);
  expect(JSON.parse(await running('python3', 'sync.py', env))).toEqual({ total: 2, sent: 2, failed: 0 });
  expect(await running(process.execPath, 'watch.ts', env)).toBe('2\nCOMPLETED 2\n');
});

test('a wrong token is told by its code', async () => {
  const { env } = await installation();
  await expect(running('python3', 'sync.py', { ...env, POSTLINE_TOKEN: 'postline_pat_x' })).rejects.toThrow(
    /UNAUTHENTICATED/,
  );
});

test('the guide is HTML for its page, and a text', async () => {
  const { url } = await runningServer();
  const page = await fetch(`${url}/docs/api.html`);
  expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
  const html = await page.text();
  for (const part of ['<table>', '<h2 id="webhooks">', 'UNAUTHENTICATED', 'upsertRecipients'])
    expect(html).toContain(part);
  expect(await (await fetch(`${url}/docs/api.md`)).text()).toBe(guide);
});

test('what the guide names is in the schema', async () => {
  const schema = await createSchema();
  const [subscription] = /subscription \(\$id[^']*/.exec(guide)!;
  expect(validate(schema, parse(subscription))).toEqual([]);
  const fields = [schema.getQueryType()!, schema.getMutationType()!].flatMap((type) =>
    Object.keys(type.getFields()),
  );
  for (const name of ['viewerToken', 'launchSend', 'cancelRun', 'resolveUnknown', 'upsertRecipients'])
    expect(fields).toContain(name);
});
