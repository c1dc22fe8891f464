import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { until } from '../../test/worker.ts';
import { startWorkers } from './start-workers.ts';

const SILENT_AFTER_START = `process.send('alive'); for (;;);`;
const ALIVE = `setInterval(() => process.send('alive'), 50);`;

async function programOf(source: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'postline-workers-'));
  const program = join(folder, 'worker.mjs');
  await writeFile(program, source);
  return program;
}

test('a worker that shows no sign of life is ended and replaced; one that does is left alone', async () => {
  const { log } = await testApp();
  const patience = { silence: 500, start: 20_000, every: 50 };
  const dead: number[] = [];
  const silent = startWorkers(1, {
    env: {},
    log,
    patience,
    program: await programOf(SILENT_AFTER_START),
    onDeath: async (pid) => void dead.push(pid),
  });
  const alive = startWorkers(1, {
    env: {},
    log,
    patience,
    program: await programOf(ALIVE),
    onDeath: async () => expect.fail('It was alive.'),
  });
  onTestFinished(async () => void (await Promise.all([silent.stop(), alive.stop()])));
  await until(async () => dead.length >= 2);
  expect(new Set(dead).size).toBe(dead.length);
});

test('a worker that dies is told of and replaced; one that is asked to end is neither', async () => {
  const program = await programOf(`process.kill(process.pid, 'SIGKILL');`);
  const dead: number[] = [];
  const { log } = await testApp();
  const workers = startWorkers(1, { env: {}, log, program, onDeath: async (pid) => void dead.push(pid) });
  onTestFinished(() => workers.stop());
  await until(async () => dead.length >= 2);
  expect(new Set(dead).size).toBe(dead.length);
  await workers.stop();
  const told = dead.length;
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(dead).toHaveLength(told);
});
