import { describe, expect, onTestFinished, test } from 'vitest';
import { jobStores, openDoor } from '../../../test/job-stores.ts';
import { until } from '../../../test/worker.ts';
import { readConfig } from '../../config.ts';
import { openLog } from '../log.ts';
import type { JobStore } from './job-store.ts';
import { ReopeningStore } from './lasting-store.ts';
import { openJobStore } from './open-job-store.ts';

const log = openLog(readConfig({ LOG_LEVEL: 'silent' }), { ownsFile: false });
const times = { first: 50, longest: 200, lookEvery: 100 };

describe.each(jobStores)('a job store in $name', ({ create, isMissing }) => {
  test.skipIf(isMissing)(
    'that is away at the start, comes, goes and comes again',
    { timeout: 90_000 },
    async () => {
      const { url, open, shut } = await openDoor(await create());
      const store = new ReopeningStore(() => openJobStore(url, log), log, times);
      onTestFinished(() => store.close());
      expect(await store.reach()).toBeNull();
      expect(await store.isAway()).toBe(true);
      await open();
      const opened = await store.ready();
      const due = new Date(Date.now() + 60_000);
      await opened.put('job', 'key', due);
      expect(await store.isAway()).toBe(false);
      await shut();
      await until(async () => store.isAway(), 20);
      expect(await store.reach()).toBeNull();
      await open();
      await until(async () => !(await store.isAway()), 20);
      expect(await (await store.reach())!.next('job')).toEqual(due);
    },
  );
});

test('one whose first attempt has not ended is away', async () => {
  const attempt = Promise.withResolvers<never>();
  const store = new ReopeningStore(() => attempt.promise, log, times);
  expect(await store.isAway()).toBe(true);
  attempt.reject(new Error('It is not there.'));
  await store.close();
});

test('one that can be reached is not away, from the first question on', async () => {
  const store = new ReopeningStore(async () => ({ close: async () => {} }) as JobStore, log, times);
  expect(await store.isAway()).toBe(false);
  await store.close();
});

test('one that never comes does not keep the process from ending', async () => {
  const store = new ReopeningStore(() => Promise.reject(new Error('It is not there.')), log, times);
  void store.ready();
  expect(await store.reach()).toBeNull();
  await store.close();
});
