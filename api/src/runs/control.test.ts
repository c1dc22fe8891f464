import { describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Client } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endedRun } from '../../test/ended-run.ts';
import type { User } from '../accounts/user.entity.ts';

const RUN = `id status pauseReasons finishedAt counts { total pending sending sent deferred failed skipped unknown }
  deliveries { nodes { id state skipReason sentAt } } mailing { status nextRunAt }`;
const LAUNCH = `mutation ($input: LaunchSendInput!) { launchSend(input: $input) { ${RUN} } }`;
const control = {
  pause: `mutation ($id: ID!) { run: pauseRun(id: $id) { ${RUN} } }`,
  resume: `mutation ($id: ID!) { run: resumeRun(id: $id) { ${RUN} } }`,
  cancel: `mutation ($id: ID!) { run: cancelRun(id: $id) { ${RUN} } }`,
};
const mailings = {
  one: 'query ($id: ID!) { mailing(id: $id) { status nextRunAt startAt } }',
  cancel: 'mutation ($id: ID!) { mailing: cancelMailing(id: $id) { status nextRunAt } }',
  reopen: 'mutation ($id: ID!) { mailing: reopenMailing(id: $id) { status nextRunAt } }',
  disable: 'mutation ($id: ID!) { mailing: disableMailing(id: $id) { status } }',
  enable: 'mutation ($id: ID!) { mailing: enableMailing(id: $id) { status } }',
};

const launch = async (client: Client, mailingId: number, more: object = {}) =>
  (await client.ask(LAUNCH, { input: { mailingId, ...more } })).launchSend;
const act = async (user: User, verb: keyof typeof control, id: string, more: object = {}) =>
  (await as(user).ask(control[verb], { id, ...more })).run;
const refusal = async (user: User, document: string, variables: object) =>
  (await as(user).refused(document, { ...variables })).extensions;
const mailing = async (user: User, verb: keyof typeof mailings, id: number) =>
  (await as(user).ask(mailings[verb], { id })).mailing;
const execute = async (sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute(sql, params);

async function running(people = 3, values: object = {}) {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people, values });
  return { owner, mailingId: id, run: await launch(as(owner), id) };
}

describe('pause and resume', () => {
  test('a paused run waits until somebody resumes it; to pause twice is to pause', async () => {
    const { owner, run } = await running();
    expect(await act(owner, 'pause', run.id)).toMatchObject({ status: 'PAUSED', pauseReasons: ['USER'] });
    expect(await act(owner, 'pause', run.id)).toMatchObject({ status: 'PAUSED', pauseReasons: ['USER'] });
    expect(await act(owner, 'resume', run.id)).toMatchObject({ status: 'RUNNING', pauseReasons: [] });
    expect(await refusal(owner, control.resume, { id: run.id })).toEqual({
      code: 'CONFLICT',
      reason: 'RUN_NOT_PAUSED',
    });
  });

  test('causes are kept apart, and all must be gone', async () => {
    const manager = await build.manager();
    const { owner, run, mailingId } = await running();
    await act(owner, 'pause', run.id);
    await mailing(manager, 'disable', mailingId);
    expect(await refusal(owner, control.resume, { id: run.id })).toMatchObject({
      reason: 'MAILING_DISABLED',
    });
    await mailing(manager, 'enable', mailingId);
    expect(await act(owner, 'pause', run.id)).toMatchObject({ status: 'PAUSED', pauseReasons: ['USER'] });
    expect(await act(owner, 'resume', run.id)).toMatchObject({ status: 'RUNNING', pauseReasons: [] });
  });

  test('a pause by the SMTP server is lifted by resuming, one of a blocked owner is not', async () => {
    const { owner, run } = await running();
    const reasons = async (text: string) =>
      execute("update mailing_run set status = 'PAUSED', pause_reasons = ? where id = ?", [text, run.id]);
    await reasons('{SMTP_REFUSED,USER}');
    expect(await act(owner, 'resume', run.id)).toMatchObject({ status: 'RUNNING', pauseReasons: [] });
    await reasons('{OWNER_BLOCKED,USER}');
    const superuser = await build.superuser();
    expect(await refusal(superuser, control.resume, { id: run.id })).toMatchObject({
      reason: 'OWNER_BLOCKED',
    });
  });

  test('what has ended is neither paused nor resumed nor cancelled', async () => {
    const { owner, runId } = await endedRun(['SENT']);
    for (const verb of ['pause', 'resume', 'cancel'] as const) {
      const extensions = await refusal(owner, control[verb], { id: runId });
      expect(extensions).toEqual({ code: 'CONFLICT', reason: 'RUN_FINISHED' });
    }
  });
});

describe('cancelling a run', () => {
  test.each(['RUNNING', 'PAUSED'])(
    'the rest of a run that is %s is skipped, and the mailing is completed',
    async (status) => {
      const { owner, run } = await running();
      if (status === 'PAUSED') await act(owner, 'pause', run.id);
      const cancelled = await act(owner, 'cancel', run.id);
      expect(cancelled).toMatchObject({
        status: 'CANCELLED',
        pauseReasons: [],
        mailing: { status: 'COMPLETED' },
        counts: {
          total: 3,
          pending: 0,
          skipped: 3,
        },
        deliveries: {
          nodes: Array.from({ length: 3 }, () => ({
            state: 'SKIPPED',
            skipReason: 'CANCELLED',
          })),
        },
      });
      expect(cancelled.finishedAt).not.toBeNull();
      expect(await refusal(owner, control.cancel, { id: run.id })).toMatchObject({ reason: 'RUN_FINISHED' });
    },
  );

  test('while it is held the launch is undone: the mailing is what it was, its armed start is back', async () => {
    const owner = await build.user();
    const startAt = new Date(Date.now() + 86_400_000);
    const { id } = await build.mailing({ owner, people: 2, values: { startAt, nextRunAt: startAt } });
    const run = await launch(as(owner), id, { holdSeconds: 60 });
    expect(await mailing(owner, 'one', id)).toMatchObject({ status: 'RUNNING', nextRunAt: null });
    expect(await act(owner, 'cancel', run.id)).toMatchObject({
      status: 'CANCELLED',
      counts: {
        total: 2,
        skipped: 2,
      },
      mailing: {
        status: 'CREATED',
        nextRunAt: startAt.toISOString(),
      },
    });
    const store = await (await testApp()).jobStore.ready();
    expect(await store.next('start-mailing')).not.toBeNull();
    expect((await launch(as(owner), id)).mailing.status).toBe('RUNNING');
  });

  test('a start that was armed anew meanwhile is not overwritten by undoing', async () => {
    const owner = await build.user();
    const [startAt, later] = [new Date(Date.now() + 86_400_000), new Date(Date.now() + 90_000_000)];
    const { id } = await build.mailing({ owner, people: 1, values: { startAt, nextRunAt: startAt } });
    const run = await launch(as(owner), id, { holdSeconds: 60 });
    await execute('update mailing set next_run_at = ? where id = ?', [later, id]);
    expect((await act(owner, 'cancel', run.id)).mailing.nextRunAt).toBe(later.toISOString());
  });

  test('what lies behind the cursor of claims is skipped too', async () => {
    const { owner, run } = await running(3);
    await execute('update mailing_run set claim_cursor = last_delivery_id where id = ?', [run.id]);
    expect(await act(owner, 'cancel', run.id)).toMatchObject({
      status: 'CANCELLED',
      counts: { total: 3, pending: 0, skipped: 3 },
      finishedAt: expect.any(String),
    });
  });

  test('after the hold it is a cancelled run like any other', async () => {
    const owner = await build.user();
    const { id } = await build.mailing({ owner, people: 1 });
    const run = await launch(as(owner), id, { holdSeconds: 60 });
    await execute("update mailing_run set held_until = now() - interval '1 second' where id = ?", [run.id]);
    expect((await act(owner, 'cancel', run.id)).mailing.status).toBe('COMPLETED');
  });
});

describe('cancelling a mailing', () => {
  test('its run is cancelled and its repetition ends', async () => {
    const startAt = new Date(Date.now() + 60_000);
    const { owner, mailingId, run } = await running(2, { startAt });
    await execute("update mailing set next_run_at = now() + interval '1 day' where id = ?", [mailingId]);
    expect(await mailing(owner, 'cancel', mailingId)).toEqual({ status: 'COMPLETED', nextRunAt: null });
    expect(await refusal(owner, control.pause, { id: run.id })).toMatchObject({ reason: 'RUN_FINISHED' });
    expect(await refusal(owner, mailings.cancel, { id: mailingId })).toEqual({
      code: 'CONFLICT',
      reason: 'NOT_RUNNING',
    });
  });

  test('between two runs the repetition ends', async () => {
    const owner = await build.user();
    const { id } = await build.mailing({
      owner,
      values: { status: 'RUNNING', nextRunAt: new Date(Date.now() + 60_000) },
    });
    expect(await mailing(owner, 'cancel', id)).toEqual({ status: 'COMPLETED', nextRunAt: null });
  });

  test('before the first run its start is disarmed', async () => {
    const owner = await build.user();
    const startAt = new Date(Date.now() + 60_000);
    const { id } = await build.mailing({ owner, values: { startAt, nextRunAt: startAt } });
    expect(await mailing(owner, 'cancel', id)).toEqual({ status: 'CREATED', nextRunAt: null });
  });

  test('while a launch is held it is undone, and nothing is left armed', async () => {
    const owner = await build.user();
    const startAt = new Date(Date.now() + 60_000);
    const { id } = await build.mailing({ owner, people: 1, values: { startAt, nextRunAt: startAt } });
    await launch(as(owner), id, { holdSeconds: 60 });
    expect(await mailing(owner, 'cancel', id)).toEqual({ status: 'CREATED', nextRunAt: null });
  });
});

test('a completed mailing is made CREATED again, with its start disarmed, and no other', async () => {
  const { owner, mailingId } = await endedRun(['SENT']);
  await execute("update mailing set start_at = now() + interval '1 day' where id = ?", [mailingId]);
  expect(await mailing(owner, 'reopen', mailingId)).toEqual({ status: 'CREATED', nextRunAt: null });
  const again = await refusal(owner, mailings.reopen, { id: mailingId });
  expect(again).toEqual({ code: 'CONFLICT', reason: 'NOT_COMPLETED' });
  const { mailingId: busy, owner: other } = await running();
  expect(await refusal(other, mailings.reopen, { id: busy })).toMatchObject({ reason: 'NOT_COMPLETED' });
});

test('several in one request: each answer is of its own moment', async () => {
  const owner = await build.user();
  const { id } = await build.mailing({ owner, people: 2 });
  const list = await build.list({ owner });
  const seen = `status mailing { audienceCount currentRun { id } totals { skipped } runs { totalCount nodes { status } }
    viewerCan { launch pause } } counts { pending skipped }`;
  const { launchSend } = await as(owner).ask(
    `mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id ${seen} } }`,
    { id },
  );
  const { paused, cancelled, added, reopened } = await as(owner).ask(
    `mutation ($run: ID!, $id: ID!, $list: ID!) { paused: pauseRun(id: $run) { ${seen} } cancelled: cancelRun(id: $run) { ${seen} }
      reopened: reopenMailing(id: $id) { audienceCount }
      added: updateMailing(id: $id, input: { recipientIds: [], listIds: [$list] }) { audienceCount lists { id } } }`,
    { run: launchSend.id, id, list: list.id },
  );
  expect(paused).toMatchObject({
    status: 'PAUSED',
    counts: {
      pending: 2,
      skipped: 0,
    },
    mailing: {
      currentRun: { id: launchSend.id },
      viewerCan: {
        launch: false,
        pause: false,
      },
    },
  });
  expect(cancelled).toMatchObject({
    status: 'CANCELLED',
    counts: {
      pending: 0,
      skipped: 2,
    },
    mailing: {
      currentRun: null,
      totals: { skipped: 2 },
      runs: {
        totalCount: 1,
        nodes: [{ status: 'CANCELLED' }],
      },
    },
  });
  expect(cancelled.mailing.viewerCan).toEqual({ launch: true, pause: false });
  expect(reopened.audienceCount).toBe(2);
  expect(added).toEqual({ audienceCount: 0, lists: [{ id: String(list.id) }] });
});

test('others do nothing with a run or a mailing, and learn nothing of it', async () => {
  const { run, mailingId } = await running();
  const [stranger, manager] = [await build.user(), await build.manager()];
  const all = [
    ...Object.values(control).map((document) => [document, run.id] as const),
    ...[mailings.cancel, mailings.reopen].map((document) => [document, mailingId] as const),
  ];
  for (const [document, id] of all) {
    const hidden = await as(stranger).refused(document, { id });
    expect(hidden.extensions).toEqual({ code: 'NOT_FOUND' });
    expect(hidden).toEqual(await as(stranger).refused(document, { id: '2147483647' }));
    expect((await as(manager).refused(document, { id })).extensions.code).toBe('FORBIDDEN');
  }
});
