import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { compareWithSink, countsAddUp, launchTo, rounds } from '../../../test/chaos.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { startWorker } from '../../../test/worker.ts';
import { MailingRun } from '../../runs/mailing-run.entity.ts';
import { build } from '../../../test/build.ts';

const MINUTES = 60_000;
const chance = (percent: number) => Math.random() * 100 < percent;

test(
  'a server that refuses, drops and hangs: the states add up at every look, and agree with it at the end',
  { timeout: 15 * MINUTES },
  async () => {
    const app = await testApp();
    const people = rounds({ short: 800, full: 10_000 });
    const sink = await startSink({
      onRecipient: () => (chance(20) ? '451 4.3.0 later' : chance(5) ? '550 5.7.1 never' : undefined),
      onMessage: () => (chance(5) ? 'DROP' : chance(1) ? 'HANG' : undefined),
    });
    onTestFinished(() => sink.close());
    const run = await launchTo(app, people);
    await startWorker(app, sink.url, { smtp: { sendTimeout: 1500, silenceTimeout: 1500 } });
    for (;;) {
      await countsAddUp(app, run.id);
      const { finishedAt } = await app.orm.em.fork().findOneOrFail(MailingRun, run.id);
      if (finishedAt) break;
      await sleep(200);
    }
    const inDoubt = await compareWithSink(app, run.id, sink.caught);
    expect(inDoubt).toBeGreaterThan(0);
    expect(inDoubt).toBeLessThan(people * 0.15);
  },
);

const stopping = [
  ['paused', 'mutation ($run: ID!) { pauseRun(id: $run) { id } }'],
  ['cancelled', 'mutation ($run: ID!) { cancelRun(id: $run) { id } }'],
  ['disabled', 'mutation ($mailing: ID!) { disableMailing(id: $mailing, reason: "spam") { id } }'],
] as const;

test.for(stopping)(
  'no mail leaves a run two seconds after it was %s',
  { timeout: 2 * MINUTES },
  async ([, mutation]) => {
    const app = await testApp();
    const sink = await startSink({ delay: 2 });
    onTestFinished(() => sink.close());
    const run = await launchTo(app, rounds({ short: 5000, full: 20_000 }));
    await startWorker(app, sink.url);
    while (sink.caught.length < 100) await sleep(5);
    const superuser = await build.superuser();
    await as(superuser).ask(mutation, { run: run.id, mailing: run.mailing.id });
    await sleep(2000);
    const stopped = sink.caught.length;
    await sleep(1000);
    expect(sink.caught).toHaveLength(stopped);
    expect(stopped).toBeLessThan(run.total);
    await countsAddUp(app, run.id);
  },
);

test(
  'paused and resumed over and over, a run skips nobody and repeats nobody',
  { timeout: 5 * MINUTES },
  async () => {
    const app = await testApp();
    const sink = await startSink({ delay: 2 });
    onTestFinished(() => sink.close());
    const run = await launchTo(app, 3000);
    await startWorker(app, sink.url);
    const superuser = as(await build.superuser());
    for (let round = 0; round < rounds({ short: 5, full: 50 }); round++) {
      await sleep(Math.random() * 100);
      const { finishedAt } = await app.orm.em.fork().findOneOrFail(MailingRun, run.id);
      if (finishedAt) break;
      await superuser.ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: run.id });
      await superuser.ask('mutation ($id: ID!) { resumeRun(id: $id) { id } }', { id: run.id });
    }
    while (!(await app.orm.em.fork().findOneOrFail(MailingRun, run.id)).finishedAt) await sleep(50);
    expect(await compareWithSink(app, run.id, sink.caught)).toBe(0);
  },
);
