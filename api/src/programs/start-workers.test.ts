import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { until } from '../../test/worker.ts';
import { startWorkers } from './start-workers.ts';

test('a worker that dies is told of and replaced; one that is asked to end is neither', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'postline-workers-'));
  const program = join(folder, 'worker.mjs');
  await writeFile(program, `process.kill(process.pid, 'SIGKILL');`);
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
