import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, matchesGlob } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { built, processEnvironment } from './built.ts';
import { createDatabase } from './database.ts';

// Where there is no Docker, its steps are taken one by one, as far as they need no network.
const root = join(import.meta.dirname, '..', '..');
const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

interface Step {
  keyword: string;
  rest: string;
}
const steps = readFileSync(join(root, 'Dockerfile'), 'utf8')
  .replaceAll('\\\n', ' ')
  .split('\n')
  .filter((line) => /^[A-Z]+ /.test(line))
  .map((line): Step => ({ keyword: line.split(' ', 1)[0]!, rest: line.slice(line.indexOf(' ') + 1) }));
const textsOf = (keyword: string) => steps.filter((step) => step.keyword === keyword).map(({ rest }) => rest);
/** What a COPY takes from the checkout, and where it puts that. */
const copies = textsOf('COPY')
  .filter((rest) => !rest.startsWith('--from='))
  .map((rest) => rest.split(' '))
  .map((words) => ({ from: words.slice(0, -1), to: words.at(-1)! }));

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'postline-image-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

test('both stages have the Node that Postline runs on', () => {
  const pinned = JSON.parse(readFileSync(join(root, 'api', 'bin', 'node', 'package.json'), 'utf8')) as {
    optionalDependencies: Record<string, string>;
  };
  const majors = Object.values(pinned.optionalDependencies).map((version) => version.split('.')[0]);
  const bases = textsOf('FROM').map((rest) => /^node:(\d+)-/.exec(rest)?.[1]);
  expect(new Set([...majors, ...bases]).size).toBe(1);
});

test('all that is copied is there, and .dockerignore keeps no source out', () => {
  const sources = copies.flatMap(({ from }) => from);
  expect(sources.filter((source) => !existsSync(join(root, source)))).toEqual([]);
  const { stdout } = spawnSync('git', ['ls-files'], { cwd: root, encoding: 'utf8' });
  const ignored = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter(Boolean);
  const isIgnored = (path: string) =>
    ignored.some((pattern) => matchesGlob(path, pattern) || matchesGlob(path, `${pattern}/**`));
  expect(isIgnored('api/dist/main.js') && isIgnored('node_modules/pg/package.json')).toBe(true);
  expect(stdout.split('\n').filter((path) => path && isIgnored(path))).toEqual([]);
});

test('the packages are installed from the lock, with nothing but what was copied before', () => {
  const before = steps.slice(
    0,
    steps.findIndex(({ rest }) => rest.startsWith('npm ci')),
  );
  const folder = temporaryFolder();
  const early = copies.slice(0, before.filter(({ keyword }) => keyword === 'COPY').length);
  for (const { from, to } of early) {
    for (const source of from) {
      const isFolder = statSync(join(root, source)).isDirectory();
      const target = isFolder ? join(folder, to) : join(folder, to, source.split('/').at(-1)!);
      const filter = (path: string) => !path.includes('node_modules');
      cpSync(join(root, source), target, { recursive: true, filter });
    }
  }
  // Compares the lock with the manifest of each workspace, without fetching a package.
  const args = ['ci', '--dry-run', '--offline', '--no-audit', '--no-fund'];
  const { status, stderr } = spawnSync('npm', args, { cwd: folder, encoding: 'utf8' });
  expect({ status, stderr }).toMatchObject({ status: 0 });
});

test('what is run is there, and the build leaves out no package that the programs import', async () => {
  const commands = textsOf('RUN').flatMap((rest) => rest.split(' && '));
  const [script, task] = commands
    .find((command) => command.startsWith('node '))!
    .split(' ')
    .slice(1);
  expect(existsSync(join(root, script!))).toBe(true);
  expect(existsSync(join(root, 'tasks', `${task}.mjs`))).toBe(true);
  expect(commands).toContain('npm prune --omit=dev');
  const { dependencies } = JSON.parse(readFileSync(join(root, 'api', 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  for (const program of ['main', 'render-thread', 'markdown-thread', 'read-thread', 'mail-thread'] as const) {
    const code = readFileSync(await built(program), 'utf8');
    const imported = [...code.matchAll(/(?:^import [^"';]*|\bimport\()["']([^."'/][^"']*)["']/gm)].map(
      ([, name]) => /^(?:@[^/]+\/)?[^/]+/.exec(name!)![0],
    );
    expect(imported.length).toBeGreaterThan(0);
    expect(imported.filter((name) => !isBuiltin(name) && !(name in dependencies))).toEqual([]);
  }
});

const isReachable = ((): boolean => {
  for (let folder = root; folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & 0o001) === 0) return false;
  return true;
})();

test.runIf(isReachable)('the program starts as a user who may write nowhere but in its folders', async () => {
  const last = steps.map(({ keyword }) => keyword).lastIndexOf('FROM');
  const image = steps.slice(last);
  const ofImage = (keyword: string) => image.find((step) => step.keyword === keyword)!.rest;
  expect(ofImage('USER')).not.toMatch(/^(?:root|0)\b/);
  const entry = JSON.parse(ofImage('ENTRYPOINT')) as string[];
  expect(existsSync(join(root, entry[1]!))).toBe(true);
  expect(JSON.parse(ofImage('CMD'))).toEqual(['runserver', '0.0.0.0:5000']);
  const folder = temporaryFolder();
  // As /tmp is.
  chmodSync(folder, 0o1777);
  const environment = Object.fromEntries(
    ofImage('ENV')
      .split(' ')
      .map((pair) => pair.split('=') as [string, string])
      .map(([key, value]) => [key, value.replace(/^\/tmp\//, `${folder}/`)]),
  );
  const child = spawn(process.execPath, [await built('main'), 'runserver', '0', '--no-worker'], {
    cwd: '/',
    env: processEnvironment({
      ...environment,
      HOME: '/nonexistent',
      LOG_LEVEL: 'info',
      DATABASE_URL: await createDatabase(),
      SMTP_URL: 'smtp://127.0.0.1:9',
    }),
    ...(isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const errors = text(child.stderr);
  for await (const chunk of child.stdout.setEncoding('utf8'))
    if (String(chunk).includes('Postline is ready')) child.kill('SIGTERM');
  // Its log, of which nothing is a warning.
  expect(await errors).not.toMatch(/"level":[4-6]0|Error/);
  expect(child.exitCode ?? (await once(child, 'exit'))[0]).toBe(0);
  expect(readFileSync(join(environment.LOG_DIR!, 'postline.log'), 'utf8')).toContain(
    'The database was migrated.',
  );
});
