import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { jobStores } from '../../../test/job-stores.ts';
import { until } from '../../../test/worker.ts';
import { readConfig } from '../../config.ts';
import { openLog } from '../log.ts';
import { openJobStore } from './open-job-store.ts';
import { runJobs } from './run-jobs.ts';
import type { JobCall, JobDefinition } from './job-definition.ts';

const log = openLog(readConfig({ LOG_LEVEL: 'silent' }), { ownsFile: false });
const times = { processEvery: 100, lockLifetime: 2000, lookEvery: 300 };

describe.each(jobStores)('jobs in $name', ({ create, isMissing }) => {
  const opened = async (url: string) => {
    const store = await openJobStore(url, log);
    onTestFinished(() => store.close());
    return store;
  };
  const process = async (
    url: string,
    run: (call: JobCall) => Promise<string>,
    given: Partial<JobDefinition> = {},
  ) => {
    const store = await opened(url);
    const jobs = await runJobs(store, [{ name: 'job', run, ...given }], {
      log,
      times,
      name: `test-${Math.random()}`,
    });
    onTestFinished(() => jobs.stop());
    return store;
  };
  const soon = (milliseconds: number) => new Date(Date.now() + milliseconds);

  test.skipIf(isMissing)('a job runs at its time, once, with its key and due time', async () => {
    const url = await create();
    const calls: JobCall[] = [];
    const run = async (call: JobCall) => String(calls.push(call));
    const store = await process(url, run);
    await process(url, run);
    const due = soon(400);
    await store.put('job', '7', due);
    expect(await store.next('job')).toEqual(due);
    await until(async () => calls.length > 0);
    expect(Date.now()).toBeGreaterThanOrEqual(due.getTime());
    await sleep(500);
    expect(calls).toEqual([{ key: '7', due }]);
    expect(await store.next('job')).toBeNull();
  });

  test.skipIf(isMissing)('many jobs over two processes run once each', async () => {
    const url = await create();
    const calls: string[] = [];
    const run = async ({ key }: JobCall) => String(calls.push(key!));
    const store = await process(url, run);
    await process(url, run);
    const keys = Array.from({ length: 60 }, (_, index) => String(index));
    await Promise.all(keys.map((key) => store.put('job', key, soon(100))));
    await until(async () => calls.length >= keys.length, 20);
    await sleep(300);
    expect(calls.toSorted((one, other) => Number(one) - Number(other))).toEqual(keys);
  });

  test.skipIf(isMissing)(
    'a new time takes the place of the old one, and a dropped job does not run',
    async () => {
      const url = await create();
      const calls: JobCall[] = [];
      const store = await process(url, async (call) => String(calls.push(call)));
      const later = soon(600);
      await store.put('job', 'moved', soon(100));
      await store.put('job', 'moved', later);
      await store.put('job', 'dropped', soon(200));
      await store.drop('job', 'dropped');
      await until(async () => calls.length > 0);
      await sleep(300);
      expect(calls).toEqual([{ key: 'moved', due: later }]);
    },
  );

  test.skipIf(isMissing)('a new time that is put while the job runs is kept', async () => {
    const url = await create();
    const calls: JobCall[] = [];
    const again = soon(700);
    const store = await process(url, async (call) => {
      calls.push(call);
      if (calls.length === 1) await store.put('job', 'again', again);
      return 'done';
    });
    await store.put('job', 'again', soon(50));
    await until(async () => calls.length === 2);
    expect(calls[1]).toEqual({ key: 'again', due: again });
  });

  test.skipIf(isMissing)('what is periodic runs again and again, in one process at a time', async () => {
    const url = await create();
    let runs = 0;
    const every = { every: '1 second' };
    const run = async () => String(++runs);
    await process(url, run, every);
    await process(url, run, every);
    await until(async () => runs >= 2);
    expect(runs).toBeLessThan(6);
  });

  test.skipIf(isMissing)('stopping waits for what runs', async () => {
    const url = await create();
    const store = await opened(url);
    let isDone = false;
    const run = async () => {
      await sleep(300);
      isDone = true;
      return 'done';
    };
    const jobs = await runJobs(store, [{ name: 'job', run }], { log, times, name: 'stopping' });
    await store.put('job', 'slow', soon(0));
    await sleep(250);
    await jobs.stop();
    expect(isDone).toBe(true);
  });
});
