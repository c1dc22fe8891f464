import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { compareWithSink, launchTo, rounds } from '../../../../test/chaos.ts';
import { testApp } from '../../../../test/database.ts';
import { startSink, type Caught, type Sink } from '../../../../test/smtp-sink.ts';
import { spawnWorker } from '../../../../test/spawn-worker.ts';
import { holdOlderRuns, until, untilFinished } from '../../../../test/worker.ts';

const MINUTES = 60_000;
const CONNECTIONS = 20;

/** A server that can be taken away in the middle of its conversations, and come back on the same port. */
interface Fragile {
  url: string;
  /** Everything that it ever accepted. */
  caught: Caught[];
  leave(): Promise<void>;
  comeBack(): Promise<void>;
}

async function fragile(label: string): Promise<Fragile> {
  let sink: Sink | null = await startSink({ delay: 3 });
  const { port, url } = sink;
  const gone: Caught[] = [];
  const server: Fragile = {
    url: `${url}&label=${label}`,
    get caught() {
      return [...gone, ...(sink?.caught ?? [])];
    },
    async leave() {
      const leaving = sink;
      sink = null;
      await leaving?.close();
      gone.push(...(leaving?.caught ?? []));
    },
    async comeBack() {
      sink ??= await startSink({ delay: 3, port });
    },
  };
  onTestFinished(() => server.leave());
  return server;
}

test(
  'killed while one of two servers goes and comes back, a sender loses nobody and sends to nobody twice',
  { timeout: 30 * MINUTES },
  async () => {
    const app = await testApp();
    const [steady, coming] = [await fragile('chaos-steady'), await fragile('chaos-coming')];
    const caught = () => [...steady.caught, ...coming.caught];
    const env = { databaseUrl: app.databaseUrl, smtpUrl: `${steady.url} ${coming.url}` };
    // What was left out is tried again at once: the test has no thirty seconds.
    const tryAgain = () =>
      app.orm.em.fork().execute("update mail_server set resumes_at = now() where label like 'chaos-%'");
    await holdOlderRuns(app);
    let victim = await spawnWorker(env);
    let carried = 0;
    for (let round = 0; round < rounds({ short: 3, full: 20 }); round++) {
      const [before, ofComing] = [caught().length, coming.caught.length];
      const run = await launchTo(app, 600);
      await until(async () => caught().length > before + 50, 30);
      await coming.leave();
      await sleep(Math.random() * 100);
      await victim.kill();
      await coming.comeBack();
      victim = await spawnWorker(env);
      await tryAgain();
      await untilFinished(app, run.id, 60);
      const inDoubt = await compareWithSink(app, run.id, caught());
      // Mails on the wire and announced ones of the worker, and what the server had when it went.
      expect(inDoubt).toBeLessThanOrEqual(CONNECTIONS * 3);
      carried += coming.caught.length - ofComing;
    }
    expect(carried).toBeGreaterThan(0);
  },
);

test(
  'servers that go and come back in turn, and both at once, end with everybody sent to once or in doubt',
  { timeout: 30 * MINUTES },
  async () => {
    const app = await testApp();
    const both = [await fragile('turn-one'), await fragile('turn-two')];
    const caught = () => both.flatMap((server) => server.caught);
    const env = { databaseUrl: app.databaseUrl, smtpUrl: both.map(({ url }) => url).join(' ') };
    const em = app.orm.em.fork();
    await holdOlderRuns(app);
    await spawnWorker(env);
    const turns = rounds({ short: 6, full: 100 });
    const run = await launchTo(app, turns * 300);
    await until(async () => caught().length > 50, 30);
    for (let turn = 0; turn < turns; turn++) {
      const gone = turn % 3 === 2 ? both : [both[turn % 3]!];
      for (const server of gone) await server.leave();
      await sleep(100 + Math.random() * 400);
      for (const server of gone) await server.comeBack();
      await em.execute("update mail_server set resumes_at = now() where label like 'turn-%'");
      await em.execute(
        "update mailing_run set resumes_at = now() where id = ? and pause_reasons = '{SMTP_REFUSED}'",
        [run.id],
      );
      await sleep(200);
    }
    const resuming = setInterval(() => {
      void em.execute(
        "update mail_server set resumes_at = now() where label like 'turn-%' and resumes_at > now()",
      );
      void em.execute('update mailing_run set resumes_at = now() where id = ? and resumes_at > now()', [
        run.id,
      ]);
    }, 500);
    onTestFinished(() => clearInterval(resuming));
    await untilFinished(app, run.id, rounds({ short: 120, full: 900 }));
    clearInterval(resuming);
    const inDoubt = await compareWithSink(app, run.id, caught());
    expect(inDoubt).toBeLessThanOrEqual(CONNECTIONS * 2 * (turns + 1));
    // Nobody was given up because a server was away.
    const [row] = await em.execute<{ failed: number }[]>('select failed from mailing_run where id = ?', [
      run.id,
    ]);
    expect(row!.failed).toBe(0);
  },
);
