import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';

const FIELDS = 'id name every unit';
const CREATE = `mutation ($input: CreateIntervalInput!) { createInterval(input: $input) { ${FIELDS} } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateIntervalInput!) { updateInterval(id: $id, input: $input) { ${FIELDS} } }`;
const DELETE = 'mutation ($id: ID!) { deleteInterval(id: $id) }';

const named = () => `Interval ${randomUUID()}`;

test('a superuser makes, changes and deletes an interval, and everybody reads it', async () => {
  const superuser = await build.superuser();
  const name = named();
  const { createInterval } = await as(superuser).ask(CREATE, {
    input: { name: ` ${name} `, every: 2, unit: 'WEEK' },
  });
  expect(createInterval).toMatchObject({ name, every: 2, unit: 'WEEK' });
  const { id } = createInterval;
  const { updateInterval } = await as(superuser).ask(UPDATE, { id, input: { every: 3 } });
  expect(updateInterval).toEqual({ id, name, every: 3, unit: 'WEEK' });
  const { intervals } = await as(await build.user()).ask(`{ intervals { ${FIELDS} } }`);
  expect(intervals).toContainEqual(updateInterval);
  expect((await as(superuser).ask(DELETE, { id })).deleteInterval).toBe(id);
  expect((await as(superuser).refused(DELETE, { id })).extensions.code).toBe('NOT_FOUND');
});

test.each([
  [{ name: '' }, 'name', 'REQUIRED'],
  [{ name: 'x'.repeat(101) }, 'name', 'TOO_LONG'],
  [{ every: 0 }, 'every', 'OUT_OF_RANGE'],
  [{ every: -1 }, 'every', 'OUT_OF_RANGE'],
  [{ every: 10_001 }, 'every', 'OUT_OF_RANGE'],
])('%j is refused for a new and for a kept interval', async (wrong, path, code) => {
  const superuser = await build.superuser();
  const problem = { code: 'INVALID', problems: [{ code, path: [path] }] };
  const input = { name: named(), every: 1, unit: 'DAY', ...wrong };
  expect((await as(superuser).refused(CREATE, { input })).extensions).toMatchObject(problem);
  const { id } = await build.interval({ every: 1, unit: 'DAY' });
  expect((await as(superuser).refused(UPDATE, { id, input: wrong })).extensions).toMatchObject(problem);
});

test('a name occurs once', async () => {
  const superuser = await build.superuser();
  const { name } = await build.interval({ every: 1, unit: 'DAY' });
  const { id } = await build.interval({ every: 1, unit: 'DAY' });
  const taken = { code: 'INVALID', problems: [{ code: 'INTERVAL_NAME_TAKEN', path: ['name'] }] };
  const created = await as(superuser).refused(CREATE, { input: { name, every: 1, unit: 'DAY' } });
  expect(created.extensions).toMatchObject(taken);
  expect((await as(superuser).refused(UPDATE, { id, input: { name } })).extensions).toMatchObject(taken);
});

test('an interval in use is not deleted, also where it comes into use at this moment', async () => {
  const superuser = await build.superuser();
  const [used, coming] = [
    await build.interval({ every: 1, unit: 'DAY' }),
    await build.interval({ every: 1, unit: 'DAY' }),
  ];
  const startAt = new Date('2030-01-01T00:00:00Z');
  await build.mailing({ values: { startAt, interval: used.id as never } });
  const refused = await as(superuser).refused(DELETE, { id: used.id });
  expect(refused).toMatchObject({
    message: 'The interval is used by 1 mailing.',
    extensions: { code: 'CONFLICT', reason: 'INTERVAL_IN_USE' },
  });
  const mailing = await build.mailing({ values: { startAt } });
  const { orm } = await testApp();
  const using = orm.em.fork();
  await using.begin();
  await using.execute('update mailing set interval_id = ? where id = ?', [coming.id, mailing.id]);
  const late = as(superuser).refused(DELETE, { id: coming.id });
  await new Promise((resolve) => setTimeout(resolve, 100));
  await using.commit();
  expect((await late).extensions).toMatchObject({ code: 'CONFLICT', reason: 'INTERVAL_IN_USE' });
});

test('nobody else writes intervals', async () => {
  const { id } = await build.interval({ every: 1, unit: 'DAY' });
  const input = { name: named(), every: 1, unit: 'DAY' };
  for (const user of [await build.user(), await build.manager()]) {
    expect((await as(user).refused(CREATE, { input })).extensions.code).toBe('FORBIDDEN');
    expect((await as(user).refused(UPDATE, { id, input })).extensions.code).toBe('FORBIDDEN');
    expect((await as(user).refused(DELETE, { id })).extensions.code).toBe('FORBIDDEN');
  }
});

test('whoever plans a mailing may repeat it at any step, with an interval that is made once', async () => {
  const owner = await build.user();
  const { id: messageId } = await build.message({ owner });
  const create = `mutation ($input: CreateMailingInput!) { createMailing(input: $input) { id nextRuns(first: 2) interval { id name every unit } } }`;
  const startAt = new Date(Date.now() + 86_400_000).toISOString();
  const repetition = { every: 1234, unit: 'HOUR' };
  const make = async () =>
    (await as(owner).ask(create, { input: { messageId, startAt, repetition } })).createMailing;
  const [first, second] = [await make(), await make()];
  expect(first.interval).toMatchObject({ name: 'Every 1234 hours', ...repetition });
  expect(Date.parse(first.nextRuns[1]) - Date.parse(first.nextRuns[0])).toBe(1234 * 3_600_000);
  expect(second.interval).toEqual(first.interval);

  const update = `mutation ($id: ID!, $input: UpdateMailingInput!) { updateMailing(id: $id, input: $input) { interval { every unit } } }`;
  const input = { repetition: { every: 9, unit: 'WEEK' } };
  expect((await as(owner).ask(update, { id: first.id, input })).updateMailing.interval).toEqual(
    input.repetition,
  );
  const preview = 'query ($input: PreviewStartsInput!) { previewStarts(input: $input) }';
  expect((await as(owner).ask(preview, { input: { startAt, repetition } })).previewStarts).toEqual(
    expect.arrayContaining(first.nextRuns),
  );
  const wrong = { input: { messageId, startAt, repetition: { every: 0, unit: 'DAY' } } };
  expect((await as(owner).refused(create, wrong)).extensions.problems).toMatchObject([
    { code: 'WRONG_VALUE', path: ['repetition', 'every'] },
  ]);
});
