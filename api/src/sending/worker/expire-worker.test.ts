import { expect, onTestFinished, test } from 'vitest';
import { compareWithSink, launchTo } from '../../../test/chaos.ts';
import { testApp } from '../../../test/database.ts';
import { startPostline } from '../../../test/run-postline.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../../test/worker.ts';
import { processName } from '../../platform/process-name.ts';
import { expireWorker } from './expire-worker.ts';

test('what a dead worker held is free as soon as it is declared dead, and only what that one held', async () => {
  const app = await testApp();
  const sink = await startSink({ delay: 3 });
  onTestFinished(() => sink.close());
  // In production a lease lasts 15 seconds, which is longer than this test waits.
  const victim = await startPostline(['worker'], { DATABASE_URL: app.databaseUrl, SMTP_URL: sink.url });
  await victim.says('worker is ready');
  const run = await launchTo(app, 500);
  await until(async () => sink.caught.length > 50, 20);
  victim.child.kill('SIGKILL');
  await victim.finished;
  const held = () =>
    app.orm.em.fork().execute<{ id: string }[]>(
      `select lease.id from lease join worker on worker.id = worker_id
       where name = ? and lease.expires_at > now()
       union all select slot from smtp_slot join worker on worker.id = worker_id
       where name = ? and smtp_slot.expires_at > now()`,
      [processName(victim.child.pid!), processName(victim.child.pid!)],
    );
  const before = await held();
  expect(before.length).toBeGreaterThan(1);
  await expireWorker(app.asSystem(), 1);
  expect(await held()).toEqual(before);
  await expireWorker(app.asSystem(), victim.child.pid!);
  expect(await held()).toEqual([]);
  await startWorker(app, sink.url);
  await untilFinished(app, run.id);
  await compareWithSink(app, run.id, sink.caught);
});
