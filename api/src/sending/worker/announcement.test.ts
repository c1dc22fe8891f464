import { expect, onTestFinished, test } from 'vitest';
import { compareWithSink, deliveriesOf, launchTo } from '../../../test/chaos.ts';
import { testApp } from '../../../test/database.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../../test/worker.ts';
import type { App } from '../../context/app.ts';

/** The addresses of a run's mails that the database says may be on the wire. */
async function announced(app: App, runId: number): Promise<string[]> {
  const rows = await app.orm.em
    .fork()
    .execute<{ email: string }[]>(
      'select email from lease join delivery on delivery.id = any (in_flight) where lease.run_id = ?',
      [runId],
    );
  return rows.map(({ email }) => email);
}

/** Holds the lock of a run, so that no announcement is committed, while something is done. */
const whileLocked = <T>(app: App, runId: number, work: () => Promise<T>): Promise<T> =>
  app.orm.em.fork().transactional(async (em) => {
    await em.execute('select from mailing_run where id = ? for update', [runId]);
    const done = new AbortController();
    const working = work().finally(() => done.abort());
    // An idle transaction would be ended.
    while (!done.signal.aborted) await em.execute('select pg_sleep(0.05)');
    return working;
  });

test('while the ledger cannot be written, commands of the next mail go out, and no content of it', async () => {
  const app = await testApp();
  const begun: string[] = [];
  const sink = await startSink({
    extensions: ['PIPELINING'],
    onRecipient: (address) => void begun.push(address),
  });
  onTestFinished(() => sink.close());
  const run = await launchTo(app, 200);
  await startWorker(app, `${sink.url}&connections=1`);
  await until(async () => sink.caught.length > 2);
  const { mayBeOut, out } = await whileLocked(app, run.id, async () => {
    const listed = await announced(app, run.id);
    await until(async () => begun.length > sink.caught.length);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const rows = await deliveriesOf(app, run.id);
    const sent = new Set(rows.filter(({ state }) => state === 'SENT').map(({ email }) => email));
    return { mayBeOut: listed, out: sink.caught.map(({ to }) => to).filter((address) => !sent.has(address)) };
  });
  expect(mayBeOut.length).toBeLessThanOrEqual(2);
  expect(out.filter((address) => !mayBeOut.includes(address))).toEqual([]);
  await untilFinished(app, run.id);
  expect(await compareWithSink(app, run.id, sink.caught)).toBe(0);
});
