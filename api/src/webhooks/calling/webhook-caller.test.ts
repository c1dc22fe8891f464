import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { testApp } from '../../../test/database.ts';
import { forgetOthers } from '../../../test/forget-others.ts';
import { startHookServer } from '../../../test/hook-server.ts';
import { until } from '../../../test/worker.ts';
import { WebhookCaller } from './webhook-caller.ts';

test('addresses that do not respond, however many, delay no webhook whose last call succeeded', async () => {
  await forgetOthers();
  const { orm, services } = await testApp();
  const em = orm.em.fork();
  const [dead, healthy] = [await startHookServer(), await startHookServer()];
  dead.answer(() => {});
  const due = async (url: string, failingSince: Date | null) => {
    const webhook = await build.webhook(await build.user(), { url, failingSince });
    await em.execute(
      `insert into webhook_call (webhook_id, event, facts, next_try_at) values (?, 'WEBHOOK_TEST', '{}', now() - interval '1 hour')`,
      [webhook.id],
    );
  };
  for (let each = 0; each < 12; each++) await due(dead.url, new Date());
  const caller = new WebhookCaller({
    orm,
    log: pino({ level: 'silent' }),
    keys: [services.secret],
    mayBePrivate: true,
    times: { pulse: 50, timeout: 15_000, delays: [60] },
  });
  // It waits for the calls under way, which end with their server.
  onTestFinished(async () => void (await Promise.all([dead.close(), caller.stop()])));
  caller.start();
  await until(async () => dead.calls.length >= 4);
  await due(healthy.url, null);
  await until(async () => healthy.calls.length === 1);
  const [tried] = await em.execute<{ count: number }[]>(
    `select count(*)::int as count from webhook_call call join webhook on webhook.id = call.webhook_id
     where call.tried_at is not null and webhook.failing_since is not null`,
  );
  expect(tried!.count).toBe(0);
});
