import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { testApp } from '../../test/database.ts';
import { runPostline } from '../../test/run-postline.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postline-command-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

async function run(args: string[], logs: string, input?: string) {
  const { databaseUrl } = await testApp();
  const env = { DATABASE_URL: databaseUrl, LOG_DIR: logs, LOG_LEVEL: 'info', LANG: 'en_US.UTF-8' };
  return runPostline(args, env, input);
}

const textIn = (logs: string) => readFileSync(join(logs, 'postline.log'), 'utf8');
const linesIn = (logs: string) =>
  textIn(logs)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);

test('what commands do is in the log file of all processes, with who did it and without secrets', async () => {
  const logs = join(newFolder(), 'logs');
  const user = await build.user();
  const secret = 'horse battery staple 42';
  expect(await run(['create_managers_group', '-v', '0'], logs)).toMatchObject({ code: 0 });
  expect(await run(['add_to_group', user.email, 'Managers'], logs)).toMatchObject({ code: 0 });
  expect(await run(['changepassword', user.email, '--password-stdin'], logs, secret)).toMatchObject({
    code: 0,
  });
  const audited = linesIn(logs).filter(({ user: id }) => id === user.id);
  expect(audited).toEqual([
    expect.objectContaining({ audit: 'RIGHTS_CHANGED', actor: 'COMMAND', level: 30 }),
    expect.objectContaining({ audit: 'PASSWORD_CHANGED', actor: 'COMMAND', level: 30 }),
  ]);
  expect(new Set(audited.map(({ pid }) => pid)).size).toBe(2);
  expect(textIn(logs)).not.toContain(secret);
});

test('an import by command leaves counts in the file, and no address of the list', async () => {
  const folder = newFolder();
  const logs = join(folder, 'logs');
  const owner = await build.user();
  const list = join(folder, 'people.csv');
  writeFileSync(list, 'email\nperson-in-list@example.com\nnot an address\n');
  await run(['import_recipients', list, '--owner', owner.email], logs);
  expect(linesIn(logs).length).toBeGreaterThan(0);
  expect(textIn(logs)).not.toContain('person-in-list');
});

test('a folder that cannot be written is a line, and the command is done', async () => {
  const logs = join(newFolder(), 'logs');
  writeFileSync(logs, 'A file is in the way.');
  const user = await build.user();
  const { code, stderr } = await run(
    ['changepassword', user.email, '--password-stdin'],
    logs,
    'a long new one',
  );
  expect(code).toBe(0);
  const lines = stderr.split('\n').filter((line) => !line.startsWith('{') && line !== '');
  expect(lines).toEqual([expect.stringMatching(/^LOG_DIR .* cannot be written: .*/)]);
});
