import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';

const FIELDS = `isActive disabledAt disabledReason disabledBy { id fullName } currentRun { status pauseReasons }
  problems { code message severity } viewerCan { launch resume disable enable }`;
const DISABLE = `mutation ($id: ID!, $reason: String) { disableMailing(id: $id, reason: $reason) { ${FIELDS} } }`;
const ENABLE = `mutation ($id: ID!) { enableMailing(id: $id) { ${FIELDS} } }`;
const ONE = `query ($id: ID!) { mailing(id: $id) { ${FIELDS} } }`;
const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

test('a manager disables a mailing, and its owner sees who, when and why', async () => {
  const [owner, manager] = [await build.user(), await build.manager()];
  const { id } = await build.mailing({ owner, people: 1 });
  await as(manager).ask(DISABLE, { id, reason: ' It is spam. ' });
  const { mailing } = await as(owner).ask(ONE, { id });
  expect(mailing).toMatchObject({
    isActive: false,
    disabledReason: 'It is spam.',
    currentRun: null,
    disabledBy: {
      id: String(manager.id),
      fullName: manager.fullName,
    },
    problems: [
      {
        code: 'MAILING_DISABLED_BECAUSE',
        message: 'The mailing is disabled: It is spam.',
        severity: 'ERROR',
      },
    ],
    viewerCan: {
      launch: false,
      disable: false,
      enable: false,
    },
  });
  expect(Date.parse(mailing.disabledAt)).toBeGreaterThan(Date.now() - 60_000);
  expect((await as(owner).refused(LAUNCH, { id })).extensions.problems).toMatchObject([
    { code: 'MAILING_DISABLED_BECAUSE' },
  ]);
});

test('the first reason stays, and enabling takes it away', async () => {
  const [owner, manager] = [await build.user(), await build.manager()];
  const { id } = await build.mailing({ owner, people: 1 });
  await as(manager).ask(DISABLE, { id, reason: 'First' });
  expect((await as(manager).ask(DISABLE, { id, reason: 'Second' })).disableMailing.disabledReason).toBe(
    'First',
  );
  const { enableMailing } = await as(await build.superuser()).ask(ENABLE, { id });
  expect(enableMailing).toMatchObject({
    isActive: true,
    disabledAt: null,
    disabledBy: null,
    disabledReason: null,
    problems: [],
    viewerCan: {
      disable: true,
      enable: false,
    },
  });
  expect((await as(manager).ask(ENABLE, { id })).enableMailing.isActive).toBe(true);
  await as(owner).ask(LAUNCH, { id });
});

test('without a reason the problem is told without one', async () => {
  const { id } = await build.mailing({ people: 1 });
  const { disableMailing } = await as(await build.manager()).ask(DISABLE, { id, reason: '  ' });
  expect(disableMailing).toMatchObject({ disabledReason: null, problems: [{ code: 'MAILING_DISABLED' }] });
  const refused = await as(await build.manager()).refused(DISABLE, { id, reason: 'x'.repeat(1001) });
  expect(refused.extensions.problems).toMatchObject([{ code: 'TOO_LONG' }]);
});

test('its run pauses at once, and enabling resumes nothing by itself', async () => {
  const [owner, manager] = [await build.user(), await build.manager()];
  const { id } = await build.mailing({ owner, people: 1 });
  const { launchSend } = await as(owner).ask(LAUNCH, { id });
  const { disableMailing } = await as(manager).ask(DISABLE, { id });
  expect(disableMailing.currentRun).toEqual({ status: 'PAUSED', pauseReasons: ['DISABLED'] });
  const RESUME = 'mutation ($id: ID!) { resumeRun(id: $id) { status } }';
  expect((await as(owner).refused(RESUME, { id: launchSend.id })).extensions.reason).toBe('MAILING_DISABLED');
  const { enableMailing } = await as(manager).ask(ENABLE, { id });
  expect(enableMailing.currentRun).toEqual({ status: 'PAUSED', pauseReasons: ['USER'] });
  expect((await as(owner).ask(RESUME, { id: launchSend.id })).resumeRun.status).toBe('RUNNING');
});

test('an owner pauses, but does not disable', async () => {
  const [owner, stranger] = [await build.user(), await build.user()];
  const { id } = await build.mailing({ owner });
  for (const document of [DISABLE, ENABLE]) {
    for (const user of [owner, stranger]) {
      expect((await as(user).refused(document, { id })).extensions.code).toBe('FORBIDDEN');
    }
    expect((await as(null).refused(document, { id })).extensions.code).toBe('UNAUTHENTICATED');
    const missing = await as(await build.manager()).refused(document, { id: '2147483647' });
    expect(missing.extensions.code).toBe('NOT_FOUND');
  }
});

test('while it is disabled no new start is armed; one that was may stay, and be taken away', async () => {
  const owner = await build.user();
  const nextRunAt = new Date('2040-01-01T10:00:00Z');
  const { id } = await build.mailing({ owner, people: 1, values: { startAt: nextRunAt, nextRunAt } });
  await as(await build.manager()).ask(DISABLE, { id });
  const UPDATE = `mutation ($id: ID!, $input: UpdateMailingInput!) {
    updateMailing(id: $id, input: $input) { name nextRunAt } }`;
  const update = async (input: object) => (await as(owner).ask(UPDATE, { id, input })).updateMailing;
  const refused = await as(owner).refused(UPDATE, { id, input: { startAt: '2041-01-01T10:00:00Z' } });
  expect(refused.extensions).toMatchObject({
    code: 'INVALID',
    problems: [
      {
        code: 'MAILING_DISABLED',
        path: ['startAt'],
      },
    ],
  });
  expect(await update({ name: 'Other' })).toEqual({ name: 'Other', nextRunAt: nextRunAt.toISOString() });
  expect(await update({ startAt: null })).toEqual({ name: 'Other', nextRunAt: null });
});
