import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endedRun } from '../../test/ended-run.ts';
import type { User } from '../accounts/user.entity.ts';

const RUN = `status finishedAt counts { total pending sent failed unknown }
  deliveries { nodes { sentAt } } mailing { status }`;
const resolving = (resolution: string) =>
  `mutation ($id: ID!, $ids: [ID!]) { run: resolveUnknown(runId: $id, resolution: ${resolution}, deliveryIds: $ids) { ${RUN} } }`;
const resolve = { MARK_SENT: resolving('MARK_SENT'), SEND_AGAIN: resolving('SEND_AGAIN') };

const act = async (user: User, resolution: keyof typeof resolve, id: string, more: object = {}) =>
  (await as(user).ask(resolve[resolution], { id, ...more })).run;
const refusal = async (user: User, document: string, variables: object) =>
  (await as(user).refused(document, { ...variables })).extensions;
const execute = async (sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute(sql, params);

test('deliveries in doubt are counted as sent when somebody says so', async () => {
  const { owner, runId } = await endedRun(['UNKNOWN', 'SENT', 'FAILED']);
  const run = await act(owner, 'MARK_SENT', runId);
  expect(run).toMatchObject({ status: 'COMPLETED', counts: { total: 3, sent: 2, failed: 1, unknown: 0 } });
  expect(run.deliveries.nodes[0].sentAt).not.toBeNull();
  for (const document of [resolve.MARK_SENT, resolve.SEND_AGAIN]) {
    expect(await refusal(owner, document, { id: runId })).toEqual({
      code: 'CONFLICT',
      reason: 'NO_UNKNOWN',
    });
  }
});

test('deliveries in doubt are sent again when somebody says so, which reopens the run', async () => {
  const { owner, runId } = await endedRun(['UNKNOWN', 'UNKNOWN', 'SENT']);
  expect(await act(owner, 'SEND_AGAIN', runId)).toMatchObject({
    status: 'RUNNING',
    finishedAt: null,
    mailing: { status: 'RUNNING' },
    counts: {
      total: 3,
      pending: 2,
      sent: 1,
      unknown: 0,
    },
  });
});

test('deliveries in doubt are decided about one by one where numbers are given', async () => {
  const { owner, runId, ids } = await endedRun(['UNKNOWN', 'UNKNOWN', 'SENT']);
  const other = await endedRun(['UNKNOWN']);
  for (const wrong of [[], ['x'], [ids[2]], other.ids]) {
    expect(await refusal(owner, resolve.MARK_SENT, { id: runId, ids: wrong })).toMatchObject({
      reason: 'NO_UNKNOWN',
    });
  }
  expect((await act(owner, 'MARK_SENT', runId, { ids: [ids[1], ...other.ids] })).counts).toMatchObject({
    sent: 2,
    unknown: 1,
  });
  expect((await act(owner, 'SEND_AGAIN', runId, { ids: [ids[0]] })).counts).toMatchObject({
    sent: 2,
    pending: 1,
  });
});

test.each([
  ['another run goes on', { code: 'CONFLICT', reason: 'RUN_UNFINISHED' }],
  ['the end has passed', { code: 'INVALID', problems: [{ code: 'END_PASSED' }] }],
  ['the mailing is disabled', { code: 'INVALID', problems: [{ code: 'MAILING_DISABLED' }] }],
  ['the owner is blocked', { code: 'INVALID', problems: [{ code: 'OWNER_BLOCKED' }] }],
  ['the run is being cancelled', { code: 'CONFLICT', reason: 'RUN_UNFINISHED' }],
])('deliveries in doubt are not sent again where %s', async (why, expected) => {
  const { owner, mailingId, runId } = await endedRun(['UNKNOWN', 'SENT']);
  const superuser = await build.superuser();
  if (why.startsWith('another')) {
    await as(owner).ask('mutation ($id: ID!) { reopenMailing(id: $id) { id } }', { id: mailingId });
    await as(owner).ask('mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }', {
      id: mailingId,
    });
  } else if (why.endsWith('passed')) {
    await execute("update mailing set end_at = now() - interval '1 second' where id = ?", [mailingId]);
  } else if (why.endsWith('disabled'))
    await as(superuser).ask('mutation ($id: ID!) { disableMailing(id: $id) { id } }', { id: mailingId });
  else if (why.endsWith('blocked'))
    await execute('update "user" set blocked_at = now() where id = ?', [owner.id]);
  else {
    await execute(
      "update mailing_run set status = 'CANCELLED', skips_rest_as = 'CANCELLED', finished_at = null where id = ?",
      [runId],
    );
  }
  expect(await refusal(superuser, resolve.SEND_AGAIN, { id: runId })).toMatchObject(expected);
  expect((await act(superuser, 'MARK_SENT', runId)).counts).toMatchObject({ sent: 2, unknown: 0 });
});
