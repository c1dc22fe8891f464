import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import type { MailingStatus } from '../mailing.entity.ts';
import { startDueMailing } from '../../sending/starts/start-due-mailing.ts';

const ONE = 'query ($id: ID!) { mailing(id: $id) { status nextRunAt } }';

/**
 * A daily mailing whose last start before its end is due now. It is disabled, so that the start is dropped.
 */
async function atItsLastStart(status: MailingStatus, endsInHours: number) {
  const owner = await build.user();
  const interval = await build.interval({ every: 1, unit: 'DAY' });
  const { id } = await build.mailing({ owner, people: 1, values: { status, isActive: false } });
  const { orm } = await testApp();
  await orm.em.fork().execute(
    `update mailing set interval_id = ?, start_at = now() - interval '2 days', next_run_at = now() - interval '1 second',
       end_at = now() + make_interval(hours => ?) where id = ?`,
    [interval.id, endsInHours, id],
  );
  return { owner, id };
}

test.each([
  ['RUNNING', 12, 'COMPLETED'],
  ['RUNNING', -1, 'COMPLETED'],
  ['CREATED', 12, 'CREATED'],
  ['CREATED', -1, 'COMPLETED'],
] as const)('%s, the end %i hours away, the last start dropped: %s', async (before, endsInHours, after) => {
  const { owner, id } = await atItsLastStart(before, endsInHours);
  const app = await testApp();
  expect(await startDueMailing(app.asSchedule(), id)).toMatchObject({ outcome: 'DROPPED' });
  expect((await as(owner).ask(ONE, { id })).mailing).toEqual({ status: after, nextRunAt: null });
});

test('with a start left it goes on', async () => {
  const { owner, id } = await atItsLastStart('RUNNING', 48);
  const app = await testApp();
  await startDueMailing(app.asSchedule(), id);
  const { mailing } = await as(owner).ask(ONE, { id });
  expect(mailing.status).toBe('RUNNING');
  expect(Date.parse(mailing.nextRunAt)).toBeGreaterThan(Date.now());
});
