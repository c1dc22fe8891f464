import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { compareWithSink, rounds } from '../../../test/chaos.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { hostileTemplates } from '../../../test/hostile-templates.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { spawnWorker } from '../../../test/spawn-worker.ts';
import { startWorker, until, untilFinished } from '../../../test/worker.ts';
import { system } from '../../context/actor.ts';
import { createContext } from '../../context/context.ts';
import { rendering } from '../../messages/rendering/rendering.ts';
import { launchSend } from '../launch/launch-send.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const CANCEL = 'mutation ($id: ID!) { cancelRun(id: $id) { status } }';

const runOf = async (mailingId: number) => {
  const { services } = await testApp();
  return launchSend(createContext(services, { actor: system('EN'), trigger: 'MANUAL' }), { mailingId });
};

async function statesOf(runId: number) {
  const { orm } = await testApp();
  return orm.em.fork().execute<{ state: string; reply: string | null }[]>(
    `select state, (select server_response from attempt where delivery_id = delivery.id order by id desc limit 1) as reply
       from delivery where run_id = ? order by id`,
    [runId],
  );
}

async function bombed(body: string, people = 3): Promise<number> {
  const owner = await build.user();
  const attributes = { bomb: 'x'.repeat(15_000), city: 'Oslo' };
  const recipients = [];
  for (let n = 0; n < people; n++) recipients.push(await build.recipient({ owner, attributes }));
  const message = await build.message({
    owner,
    body: `{% if recipient.attributes.bomb %}${body}{% endif %}Hello`,
  });
  return (await build.mailing({ owner, recipients, message, values: { name: '{{ "x" | append: "y" }}' } }))
    .id;
}

test('hostile templates fail with words, and another mailing is sent meanwhile, nobody in doubt', async () => {
  const app = await testApp();
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const bad = [];
  for (const body of Object.values(hostileTemplates)) bad.push(await runOf(await bombed(body)));
  const good = await runOf((await build.mailing({ people: rounds({ short: 500, full: 2000 }) })).id);
  const worker = await spawnWorker({ databaseUrl: app.databaseUrl, smtpUrl: sink.url });
  await untilFinished(app, good.id, 60);
  expect(
    await compareWithSink(
      app,
      good.id,
      sink.caught.filter(({ to }) => to.startsWith('p')),
    ),
  ).toBe(0);
  for (const run of bad) {
    await untilFinished(app, run.id, 60);
    const states = await statesOf(run.id);
    expect(states.map(({ state }) => state)).toEqual(['FAILED', 'FAILED', 'FAILED']);
    expect(states[0]!.reply).toMatch(/takes too long to fill in, or becomes too large: line 1, column \d+/);
  }
  expect(worker.child.exitCode).toBeNull();
});

test('what is more than plain values is made apart, and arrives as it should', async () => {
  const app = await testApp();
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const body =
    '{% assign c = recipient.attributes.city | upcase %}{{ c | replace: "O", "0" }} {{ "<i>x</i>" | raw }} ';
  const run = await runOf(await bombed(body, 45));
  await startWorker(app, sink.url);
  await untilFinished(app, run.id);
  expect(await compareWithSink(app, run.id, sink.caught)).toBe(0);
  expect(sink.caught).toHaveLength(45);
  const [marks] = await app.orm.em
    .fork()
    .execute('select count(*)::int as count from render_mark where run_id = ?', [run.id]);
  expect(marks).toEqual({ count: 0 });
});

test('a mail during whose making two workers ended has failed, and those beside it arrive', async () => {
  const app = await testApp();
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const run = await runOf(await bombed('{% assign a = 1 %}{{ a }}', 5));
  const [first] = await app.orm.em
    .fork()
    .execute<{ id: string }[]>('select id from delivery where run_id = ? order by id', [run.id]);
  // As two workers leave it that were killed while rendering: the second one rendered this mail alone.
  await app.orm.em
    .fork()
    .execute('insert into render_mark (delivery_id, run_id, deaths, is_open) values (?, ?, 1, true)', [
      first!.id,
      run.id,
    ]);
  await startWorker(app, sink.url);
  await untilFinished(app, run.id);
  const states = await statesOf(run.id);
  expect(states.map(({ state }) => state)).toEqual(['FAILED', 'SENT', 'SENT', 'SENT', 'SENT']);
  expect(states[0]!.reply).toMatch(/^Two workers died/);
});

test('cancelling a run ends what is being made of it', async () => {
  const app = await testApp();
  const sink = await startSink();
  onTestFinished(() => sink.close());
  const owner = await build.user();
  const recipients = [];
  for (let n = 0; n < 30; n++) recipients.push(await build.recipient({ owner }));
  const message = await build.message({
    owner,
    body: `{% assign a = 1 %}{{ a }}${'<p>x</p>'.repeat(20_000)}`,
  });
  const mailing = await build.mailing({ owner, recipients, message });
  const { id } = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend;
  const worker = await startWorker(app, sink.url);
  await until(async () => sink.caught.length > 0);
  await as(owner).ask(CANCEL, { id });
  worker.wake();
  const run = await untilFinished(app, id);
  expect(run.sent + run.skipped).toBe(30);
  expect(run.unknown).toBe(0);
  // Other work does not wait for it either.
  const plan = rendering.plan('another', { subject: 'x', body: 'y', format: 'TEXT' });
  await expect(plan).resolves.toMatchObject({ way: 'HERE' });
});
