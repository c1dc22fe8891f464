import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { readEvents } from '../../test/event-stream.ts';
import { runningServer, sessionOf } from '../../test/server.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker } from '../../test/worker.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const PROBLEMS = `query ($mailing: ID!, $run: ID!) {
  mailing(id: $mailing) { problems { code severity path } } mailingRun(id: $run) { problems { code severity path } } }`;
const WATCH = 'subscription ($run: ID!) { mailingRun(id: $run) { status problems { code message } } }';

const execute = async (sql: string, values: unknown[] = []) =>
  (await testApp()).orm.em.fork().execute(sql, values);
const told = [{ code: 'NO_SENDER', severity: 'WARNING', path: [] }];

interface Told {
  data?: { mailingRun: { status: string; problems: { code: string }[] } };
}

/** A mailing that was launched two minutes ago, with what its owner is told of it and of its run. */
async function launched() {
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 1 });
  const run = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id as string;
  await execute("update mailing_run set started_at = now() - interval '2 minutes' where id = ?", [run]);
  const problems = async () => {
    const answer = await as(owner).ask(PROBLEMS, { mailing: mailing.id, run });
    return [answer.mailing.problems, answer.mailingRun.problems];
  };
  return { owner, mailing, run, problems };
}

beforeEach(() => execute('delete from worker'));

test('a run that no sender works on says so, and so does its mailing', async () => {
  const { problems } = await launched();
  expect(await problems()).toEqual([told, told]);
});

test.each([
  ['was launched just now', 'update mailing_run set started_at = now() where id = ?'],
  [
    'has had a result just now',
    'update mailing_run set rate_bucket = extract(epoch from now()) / 5 where id = ?',
  ],
  ['waits for its hours', "update mailing_run set opens_at = now() + interval '1 hour' where id = ?"],
  ['is on hold', "update mailing_run set held_until = now() + interval '5 seconds' where id = ?"],
  ['is paused', "update mailing_run set status = 'PAUSED', pause_reasons = '{USER}' where id = ?"],
])('nothing is said of a run that %s', async (_state, change) => {
  const { run, problems } = await launched();
  await execute(change, [run]);
  expect(await problems()).toEqual([[], []]);
});

test.each([
  ['alive', '15 seconds'],
  ['away for less than a minute', '-50 seconds'],
])('nothing is said while a sender is %s', async (_state, since) => {
  const { problems } = await launched();
  await execute("insert into worker (name, expires_at) values ('s', now() + ?::interval)", [since]);
  expect(await problems()).toEqual([[], []]);
});

test('a start that is overdue because no sender is alive is told beside its mailing', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 1 });
  const ask = async () =>
    (await as(owner).ask('query ($id: ID!) { mailing(id: $id) { problems { code } } }', { id })).mailing
      .problems;
  await execute("update mailing set next_run_at = now() - interval '10 seconds' where id = ?", [id]);
  expect(await ask()).toEqual([]);
  await execute("update mailing set next_run_at = now() - interval '2 minutes' where id = ?", [id]);
  expect(await ask()).toEqual([{ code: 'NO_SENDER' }]);
});

test('whoever watches the run is told when senders are missing, and it goes on with the next one', async () => {
  const { url } = await runningServer();
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const { owner, run } = await launched();
  await execute("insert into worker (name, expires_at) values ('s', now() + interval '15 seconds')");
  const seen: unknown[] = [];
  const watching = { query: WATCH, variables: { run }, cookie: await sessionOf(owner) };
  for await (const event of readEvents(url, watching)) {
    const { status, problems } = (event as Told).data!.mailingRun;
    seen.push([status, problems.map(({ code }) => code)]);
    if (seen.length === 1) await execute('delete from worker');
    if (seen.length !== 2) continue;
    // A worker of a test leaves older runs alone.
    await execute('update mailing_run set started_at = now() where id = ?', [run]);
    await startWorker(await testApp(), sink.url);
  }
  expect(seen.slice(0, 2)).toEqual([
    ['RUNNING', []],
    ['RUNNING', ['NO_SENDER']],
  ]);
  expect(seen.at(-1)).toEqual(['COMPLETED', []]);
});
