import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { until } from '../../../test/worker.ts';
import type { User } from '../../accounts/user.entity.ts';
import { sweep } from '../../jobs/sweep.ts';
import { getMailing } from '../../mailings/mailing.access.ts';
import { Mailing } from '../../mailings/mailing.entity.ts';
import { keyOf } from '../../messages/rendering/key-of.ts';
import { rendering } from '../../messages/rendering/rendering.ts';
import { sampleMail } from '../../messages/rendering/sample-mail.ts';
import { withCheckedMessage } from './checked-message.ts';
import { launchLocked } from './launch-send.ts';

const LAUNCH = `mutation ($id: ID!, $key: String) { launchSend(input: { mailingId: $id, idempotencyKey: $key }) { id subject } }`;
const RENAME = `mutation ($id: ID!) { updateMailing(id: $id, input: { name: "Renamed" }) { name } }`;
const CANCEL = `mutation ($id: ID!) { cancelMailing(id: $id) { nextRunAt } }`;
const EDIT = `mutation ($id: ID!, $input: UpdateMessageInput!) { updateMessage(id: $id, input: $input) { id } }`;

/**
 * Keeps the owner's rendering thread busy, so that work on other messages of the owner waits. Returns a
 * function that tells whether it is still busy.
 */
function busyWith(owner: User): () => boolean {
  const source = { subject: 'x', body: '<p>x</p>'.repeat(8000), format: 'HTML' as const };
  let left = 4;
  for (let n = left; n > 0; n--) {
    void rendering.preview(keyOf(owner.id), { source, values: sampleMail.values }).finally(() => left--);
  }
  return () => left > 0;
}

async function asked() {
  const owner = await build.user();
  const message = await build.message({ owner, subject: 'Before' });
  const values = { startAt: new Date(), nextRunAt: new Date('2100-01-01') };
  const mailing = await build.mailing({ owner, people: 1, message, values });
  const isBusy = busyWith(owner);
  const launched = as(owner).answer(LAUNCH, { id: mailing.id, key: 'key' });
  return { owner, message, mailing, isBusy, launched };
}

test('while a launch waits for its message the mailing can be edited, and its start cancelled', async () => {
  const { owner, mailing, isBusy, launched } = await asked();
  await as(owner).ask(RENAME, { id: mailing.id });
  await as(owner).ask(CANCEL, { id: mailing.id });
  expect(isBusy()).toBe(true);
  const { data } = await launched;
  expect(data!.launchSend.subject).toBe('Before');
  const busyAgain = busyWith(owner);
  // Repeating a launch that was made does not wait for the message to be checked.
  expect((await as(owner).ask(LAUNCH, { id: mailing.id, key: 'key' })).launchSend).toEqual(data!.launchSend);
  expect(busyAgain()).toBe(true);
});

/**
 * Launches a mailing while its message is changed after each check, as long as `changes` has entries left.
 */
async function launchBeside(owner: User, changes: object[]) {
  const message = await build.message({ owner, subject: 'Before' });
  const { id } = await build.mailing({ owner, people: 1, message });
  const ctx = await as(owner).context();
  return withCheckedMessage(ctx, id, async (checked) => {
    const input = changes.shift();
    if (input) await as(owner).ask(EDIT, { id: message.id, input });
    return ctx.em.transactional(async () =>
      launchLocked(ctx, await getMailing(ctx, id, { lock: true }), { checked }),
    );
  });
}

test('a message that is saved while it is looked at is looked at again', async () => {
  const owner = await build.user();
  expect(await launchBeside(owner, [{ subject: 'After' }])).toMatchObject({ subject: 'After' });
  await expect(launchBeside(owner, [{ body: '{% if %}' }])).rejects.toMatchObject({
    details: { faults: [{ code: 'TEMPLATE_SYNTAX' }] },
  });
  const restless = [{ subject: '1' }, { subject: '2' }, { subject: '3' }];
  await expect(launchBeside(owner, restless)).rejects.toMatchObject({
    details: { reason: 'CHANGED_MEANWHILE' },
  });
});

test("the starts of others do not wait for somebody's slow message", async () => {
  const app = await testApp();
  const [slow, quick] = [await build.user(), await build.user()];
  const due = { startAt: new Date(), nextRunAt: new Date(Date.now() - 1000) };
  const waiting = await build.mailing({ owner: slow, people: 1, values: due });
  const { id } = await build.mailing({ owner: quick, people: 1, values: { ...due, nextRunAt: new Date() } });
  const isBusy = busyWith(slow);
  const swept = sweep(app);
  const em = app.orm.em.fork();
  while ((await em.fork().findOneOrFail(Mailing, id)).status !== 'RUNNING') expect(isBusy()).toBe(true);
  expect(isBusy()).toBe(true);
  await swept;
  await until(async () => (await em.fork().findOneOrFail(Mailing, waiting.id)).status === 'RUNNING', 20);
});
