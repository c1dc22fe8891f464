import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { readConfig, settingKeys } from '../../config.ts';
import { deployFaults } from './deploy-faults.ts';

const root = join(import.meta.dirname, '..', '..', '..', '..');
const operation = join(root, 'operation');

test('the settings for a server are ready for the public internet', () => {
  const environment = parseEnv(readFileSync(join(operation, 'postline.env'), 'utf8'));
  const empty = mkdtempSync(join(tmpdir(), 'postline-operation-'));
  onTestFinished(() => rmSync(empty, { recursive: true, force: true }));
  expect(deployFaults(readConfig({ ...environment, POSTLINE_ROOT: empty }))).toEqual([]);
});

test('what Docker publishes in plain http is for this machine alone', () => {
  const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  const lists = [...compose.matchAll(/^\s+ports: \[(.*)\]$/gm)].map(([, list]) => list!);
  // Each list is on one line, so that this finds all of them.
  expect(lists).toHaveLength(compose.match(/^\s+ports:/gm)!.length);
  const published = lists.flatMap((list) => list.split(',')).filter((port) => port !== '');
  expect(published).toHaveLength(2);
  for (const port of published) expect(port).toMatch(/^ *'127\.0\.0\.1:/);
});

// What containers have of their own: addresses, folders, the number of processes.
const OWN = new Set(['PORT', 'HOST', 'DATA_DIR', 'LOG_DIR', 'LANG', 'WORKERS', 'POSTLINE_WEB', 'NODE_ENV']);

test('containers get every setting, and none that does not exist', () => {
  const compose = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
  const passed = [...compose.matchAll(/^ {6}([A-Z_]+): \$\{([A-Z_]+)[:}-]/gm)];
  for (const [, key, variable] of passed.filter(([, key]) => !key!.startsWith('POSTGRES_')))
    expect(variable).toBe(key);
  const keys = passed.map(([, key]) => key!).filter((key) => !key.startsWith('POSTGRES_'));
  expect(keys.toSorted()).toEqual(settingKeys.filter((key) => !OWN.has(key)).toSorted());
});

test('a setting that is passed without a value counts as absent', () => {
  const empty = Object.fromEntries(settingKeys.map((key) => [key, '']));
  expect(readConfig({ ...empty, POSTLINE_ROOT: root })).toEqual(readConfig({ POSTLINE_ROOT: root }));
});

const hasPromtool = spawnSync('promtool', ['--version']).status === 0;

test.runIf(hasPromtool)('Prometheus understands the rules, and they fire as their examples say', () => {
  const promtool = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync('promtool', args, { cwd: operation, encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };
  expect(promtool('check', 'rules', 'prometheus-rules.yml')).toMatchObject({ status: 0 });
  expect(promtool('test', 'rules', 'prometheus-rules.test.yml')).toMatchObject({ status: 0 });
});

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

test.runIf(hasSystemd)('systemd understands the units', () => {
  const folder = mkdtempSync(join(tmpdir(), 'postline-units-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const units = readdirSync(operation).filter((name) => name.endsWith('.service'));
  expect(units).toHaveLength(2);
  for (const unit of units) {
    // Node is elsewhere on each machine, and the verifier looks for it.
    const text = readFileSync(join(operation, unit), 'utf8').replace('/usr/bin/node', process.execPath);
    const file = join(folder, unit.replace('@', '@1'));
    writeFileSync(file, text);
    const { stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
      encoding: 'utf8',
    });
    // It reports a misspelt key and still succeeds.
    const aboutIt = `${stdout}${stderr}`.split('\n').filter((line) => line.includes(folder));
    expect(aboutIt).toEqual([]);
  }
});
