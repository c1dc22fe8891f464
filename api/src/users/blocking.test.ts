import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, asRequest } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import { tokenOf } from '../../test/operations.ts';
import { runPostline } from '../../test/run-postline.ts';
import { sessionOf } from '../../test/server.ts';
import { startSink } from '../../test/smtp-sink.ts';
import { startWorker, until } from '../../test/worker.ts';
import { startDueMailing } from '../sending/starts/start-due-mailing.ts';
import { Session } from '../accounts/sessions/session.entity.ts';
import type { User } from '../accounts/user.entity.ts';

const BLOCK = `mutation ($id: ID!, $reason: String) { blockUser(id: $id, reason: $reason) {
  isActive blockedAt blockReason } }`;
const UNBLOCK = 'mutation ($id: ID!) { unblockUser(id: $id) { isActive blockedAt blockReason } }';
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const RESUME = 'mutation ($id: ID!) { resumeRun(id: $id) { status pauseReasons } }';
const RUN =
  'query ($id: ID!) { mailingRun(id: $id) { status pauseReasons counts { sending sent pending } } }';
const AGAIN =
  'mutation ($id: ID!) { resolveUnknown(runId: $id, resolution: SEND_AGAIN) { status pauseReasons } }';

async function setUp() {
  const [owner, manager] = [await build.user(), await build.manager()];
  const superuser = as(await build.superuser());
  const block = async (reason?: string) =>
    (await as(manager).ask(BLOCK, { id: owner.id, reason })).blockUser as object;
  const unblock = async () => (await as(manager).ask(UNBLOCK, { id: owner.id })).unblockUser as object;
  const look = async (id: string) => (await superuser.ask(RUN, { id })).mailingRun;
  return { owner, manager, superuser, block, unblock, look };
}

const launched = async (owner: User, people = 1) => {
  const mailing = await build.mailing({ owner, people });
  return (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id as string;
};

test('who is blocked is told when and why, the first time; unblocking takes it away', async () => {
  const { block, unblock } = await setUp();
  const active = { isActive: true, blockedAt: null, blockReason: null };
  const blocked = { isActive: false, blockedAt: expect.any(String), blockReason: 'Spam.' };
  expect(await block(' Spam. ')).toEqual(blocked);
  expect(await block('Again')).toEqual(blocked);
  expect(await unblock()).toEqual(active);
  expect(await unblock()).toEqual(active);
  expect(await block('  ')).toEqual({ ...blocked, blockReason: null });
});

test('the next request by session or token is refused; unblocking brings neither back', async () => {
  const { owner, block, unblock } = await setUp();
  const { orm } = await testApp();
  const session = asRequest({ cookie: await sessionOf(owner) });
  const token = asRequest({ authorization: `Bearer ${(await tokenOf(owner, ['READ'])).secret}` });
  const bySession = async () => (await session.answer('{ recipients { totalCount } }')).error;
  const byToken = () => token.answer('{ recipients { totalCount } }').then(({ error }) => error);
  expect([await bySession(), await byToken()]).toEqual([null, null]);
  await block();
  expect((await bySession())!.extensions.code).toBe('UNAUTHENTICATED');
  await expect(byToken()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  expect(await orm.em.fork().count(Session, { user: owner.id })).toBe(0);
  await unblock();
  expect((await bySession())!.extensions.code).toBe('UNAUTHENTICATED');
  await expect(byToken()).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
});

test('every unfinished run of theirs pauses, and nobody else’s; unblocking resumes none', async () => {
  const { owner, block, unblock, look } = await setUp();
  const [first, second, ended] = [await launched(owner), await launched(owner), await launched(owner)];
  const other = await launched(await build.user());
  await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id: second });
  await endRun(ended);
  await block();
  expect(await look(first)).toMatchObject({ status: 'PAUSED', pauseReasons: ['OWNER_BLOCKED'] });
  expect(await look(second)).toMatchObject({ status: 'PAUSED', pauseReasons: ['USER', 'OWNER_BLOCKED'] });
  expect(await look(ended)).toMatchObject({ status: 'COMPLETED', pauseReasons: [] });
  expect(await look(other)).toMatchObject({ status: 'RUNNING', pauseReasons: [] });
  await unblock();
  for (const id of [first, second]) {
    expect(await look(id)).toMatchObject({ status: 'PAUSED', pauseReasons: ['USER'] });
    const { resumeRun } = await as(owner).ask(RESUME, { id });
    expect(resumeRun).toEqual({ status: 'RUNNING', pauseReasons: [] });
  }
});

test('while a worker sends, nothing more leaves once it is done, and resumed nobody is mailed twice or left out', async () => {
  const { owner, block, unblock, look } = await setUp();
  const sink = await startSink({ delay: 40 });
  onTestFinished(() => sink.close());
  await startWorker(await testApp(), sink.url);
  const { orm } = await testApp();
  await orm.em.fork().execute('update sending_limit set connections = 2');
  onTestFinished(async () => void (await orm.em.fork().execute('update sending_limit set connections = 20')));
  const id = await launched(owner, 60);
  await until(async () => sink.caught.length >= 5);
  await block();
  await until(async () => (await look(id)).counts.sending === 0);
  const sent = sink.caught.length;
  await sleep(400);
  expect(sink.caught).toHaveLength(sent);
  expect(sent).toBeLessThan(60);
  expect((await look(id)).counts).toEqual({ sending: 0, sent, pending: 60 - sent });
  await unblock();
  await as(owner).ask(RESUME, { id });
  await until(async () => (await look(id)).status === 'COMPLETED');
  expect(new Set(sink.caught.map(({ to }) => to)).size).toBe(60);
  expect(sink.caught).toHaveLength(60);
});

test('nothing of theirs is launched, resumed or sent again, also not by a superuser', async () => {
  const { owner, superuser, block } = await setUp();
  const [running, doubted] = [await launched(owner), await launched(owner)];
  const { id } = await build.mailing({ owner, people: 1 });
  const [recipient] = await (
    await testApp()
  ).orm.em
    .fork()
    .execute<{ id: number }[]>('select recipient_id as id from delivery where run_id = ?', [doubted]);
  await endRun(doubted, { [recipient!.id]: 'UNKNOWN' });
  await block();
  const launch = await superuser.refused(LAUNCH, { id });
  expect(launch.extensions.problems).toMatchObject([
    { code: 'OWNER_BLOCKED', message: 'The owner of the mailing is blocked.' },
  ]);
  expect((await superuser.refused(RESUME, { id: running })).extensions.reason).toBe('OWNER_BLOCKED');
  const again = await superuser.refused(AGAIN, { id: doubted });
  expect(again.extensions.problems).toMatchObject([{ code: 'OWNER_BLOCKED' }]);
  const { databaseUrl } = await testApp();
  const env = { DATABASE_URL: databaseUrl, SMTP_URL: 'smtp://127.0.0.1:9', LANG: 'ru_RU.UTF-8' };
  expect(await runPostline(['send_mailing', String(id)], env)).toEqual({
    code: 2,
    stdout: '',
    stderr: 'Пока это сделать нельзя.\n  Владелец рассылки заблокирован.\n',
  });
});

test('a start that comes due meanwhile is dropped and shown; the next one after unblocking is made', async () => {
  const { owner, superuser, block, unblock } = await setUp();
  const app = await testApp();
  const interval = await build.interval({ every: 1, unit: 'DAY' });
  const startAt = new Date(Date.now() - 3_600_000);
  const { id } = await build.mailing({
    owner,
    people: 1,
    values: {
      startAt,
      nextRunAt: startAt,
      status: 'RUNNING',
      interval: interval.id as never,
    },
  });
  await block();
  expect(await startDueMailing(app.asSchedule(), id)).toMatchObject({
    outcome: 'DROPPED',
    faults: [{ code: 'OWNER_BLOCKED' }],
  });
  const starts = await app.orm.em
    .fork()
    .execute('select outcome, faults from mailing_start where mailing_id = ?', [id]);
  expect(starts).toEqual([{ outcome: 'DROPPED', faults: [{ code: 'OWNER_BLOCKED', params: {} }] }]);
  const ONE = 'query ($id: ID!) { mailing(id: $id) { nextRunAt runs { totalCount } } }';
  const { mailing } = await superuser.ask(ONE, { id });
  expect(Date.parse(mailing.nextRunAt)).toBe(startAt.getTime() + 86_400_000);
  await unblock();
  await app.orm.em.fork().execute('update mailing set next_run_at = now() where id = ?', [id]);
  expect(await startDueMailing(app.asSchedule(), id)).toMatchObject({ outcome: 'LAUNCHED' });
});

test('of a block and a launch at once, none leaves a run of a blocked owner running', async () => {
  for (let round = 0; round < 20; round++) {
    const { owner, block, superuser } = await setUp();
    const { id } = await build.mailing({ owner, people: 3 });
    const launch = as(owner).answer(LAUNCH, { id });
    await sleep(round);
    const [{ data, error }] = await Promise.all([launch, block()]);
    const { mailing } = await superuser.ask(
      'query ($id: ID!) { mailing(id: $id) { currentRun { status pauseReasons } } }',
      { id },
    );
    const paused = { status: 'PAUSED', pauseReasons: ['OWNER_BLOCKED'] };
    expect([mailing.currentRun, error?.extensions.code]).toEqual(
      data ? [paused, undefined] : [null, 'INVALID'],
    );
  }
});

test('an import of theirs that goes on does not hold up the block', async () => {
  const { owner, block } = await setUp();
  const importing = (await testApp()).orm.em.fork();
  await importing.begin();
  onTestFinished(() => importing.rollback());
  const row = "insert into recipient (owner_id, email, full_name, attributes) values (?, 'a@b.c', '', '{}')";
  await importing.execute(row, [owner.id]);
  expect(await block()).toMatchObject({ isActive: false });
});

test.each(['manager', 'superuser', 'oneself'] as const)(
  'a manager blocks no %s, nor unblocks one',
  async (whom) => {
    const { manager } = await setUp();
    const blockedAt = whom === 'oneself' ? null : new Date();
    const isSuperuser = whom === 'superuser';
    const other = whom === 'manager' ? await build.manager() : await build.user({ blockedAt, isSuperuser });
    const id = whom === 'oneself' ? manager.id : other.id;
    for (const document of [BLOCK, UNBLOCK]) {
      expect((await as(manager).refused(document, { id })).extensions.code).toBe('FORBIDDEN');
    }
    expect((await as(manager).refused(BLOCK, { id: '2147483647' })).extensions.code).toBe('NOT_FOUND');
  },
);

test('a reason has at most 1,000 characters', async () => {
  const { owner, manager } = await setUp();
  const refused = await as(manager).refused(BLOCK, { id: owner.id, reason: 'x'.repeat(1001) });
  expect(refused.extensions.problems).toMatchObject([{ code: 'TOO_LONG' }]);
});
