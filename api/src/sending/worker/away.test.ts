import { expect, onTestFinished, test } from 'vitest';
import { launchTo } from '../../../test/chaos.ts';
import { caughtLog } from '../../../test/caught-log.ts';
import { testApp } from '../../../test/database.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { startWorker, until, untilFinished } from '../../../test/worker.ts';
import type { App } from '../../context/app.ts';

interface Paused {
  status: string;
  seconds: number | null;
  rows: number;
  leases: number;
}

/** In how many seconds runs are retried, and how many of their pauses are recorded. */
const look = ({ orm }: App, ids: number[]) =>
  orm.em.fork().execute<Paused[]>(
    `select status, extract(epoch from resumes_at - now())::float as seconds,
       (select count(*)::int from audit_entry where run_id = mailing_run.id and action = 'RUN_PAUSED') as rows,
       (select count(*)::int from lease where run_id = mailing_run.id) as leases
     from mailing_run where id = any (?::int[]) order by id`,
    [`{${ids.join()}}`],
  );

/** Waits until none of their mails is on the wire either. */
const untilPaused = (app: App, ids: number[]) =>
  until(async () => {
    const now = await look(app, ids);
    return now.every(({ status, leases }) => status === 'PAUSED' && leases === 0) ? now : null;
  });

const resume = ({ orm }: App, ids: number[]) =>
  orm.em
    .fork()
    .execute('update mailing_run set resumes_at = now() where id = any (?::int[])', [`{${ids.join()}}`]);

test.each(['DROP', '421 4.3.2 shutting down'] as const)(
  'a server that is away (%s) is tried every 30 seconds, by one connection for all runs',
  async (verdict) => {
    const app = await testApp();
    let knocks = 0;
    let isOpen = false;
    const sink = await startSink({
      onConnection() {
        knocks++;
        return isOpen ? undefined : verdict;
      },
    });
    onTestFinished(() => sink.close());
    const ids = [(await launchTo(app, 30)).id, (await launchTo(app, 30)).id, (await launchTo(app, 30)).id];
    await startWorker(app, sink.url);
    await untilPaused(app, ids);
    for (let round = 0; round < 3; round++) {
      const before = knocks;
      await resume(app, ids);
      await until(async () => knocks > before);
      for (const { seconds, rows } of await untilPaused(app, ids)) {
        expect(seconds).toBeGreaterThan(0);
        expect(seconds).toBeLessThanOrEqual(30);
        expect(rows).toBe(1);
      }
      expect(knocks - before).toBe(1);
    }
    isOpen = true;
    await resume(app, ids);
    for (const id of ids) await untilFinished(app, id);
    expect(sink.caught).toHaveLength(90);
  },
);

test('a server that is there and refuses is left alone for minutes', async () => {
  const app = await testApp();
  const sink = await startSink({ onConnection: () => '554 5.7.1 Your network is blocked' });
  onTestFinished(() => sink.close());
  const { id } = await launchTo(app, 30);
  await startWorker(app, sink.url);
  expect((await untilPaused(app, [id]))[0]!.seconds).toBeGreaterThan(200);
});

test("the log has the server's words without the addresses in them", async () => {
  const app = await testApp();
  const { log, lines } = caughtLog();
  const refuse = (address: string) => `421 4.7.0 <${address}> Too busy for ${address}, "${address}"`;
  const sink = await startSink({ onRecipient: refuse });
  onTestFinished(() => sink.close());
  const { id } = await launchTo(app, 40);
  await startWorker(app, sink.url, { log });
  await untilPaused(app, [id]);
  const told = lines.find(({ msg }) => msg.includes('refuses everybody'));
  expect(told).toMatchObject({ runs: [id], reply: '421 4.7.0 <…> Too busy for …, "…"' });
  expect(JSON.stringify(lines)).not.toContain('@');
});
