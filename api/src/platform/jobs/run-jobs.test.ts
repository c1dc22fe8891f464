import { expect, test } from 'vitest';
import { createDatabase, testApp } from '../../../test/database.ts';
import { openJobStore } from './open-job-store.ts';
import { runJobs } from './run-jobs.ts';

test('a job that cannot be given back, because the store is closed, ends nothing', async () => {
  const { log } = await testApp();
  const store = await openJobStore(await createDatabase(), log);
  const jobs = await runJobs(store, [], { log, name: 'tests' });
  await jobs.stop();
  await store.close();
  const given = {
    _id: '00000000-0000-4000-8000-000000000000',
    name: 'any',
    priority: 0,
    type: 'normal',
    data: {},
  };
  await expect(store.backend.repository.unlockJob(given as never)).resolves.toBeUndefined();
});
