import { Webhook as StandardWebhook } from 'standardwebhooks';
import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { forgetOthers } from '../../../test/forget-others.ts';
import { startHookServer } from '../../../test/hook-server.ts';
import { startSink } from '../../../test/smtp-sink.ts';
import { spawnWorker } from '../../../test/spawn-worker.ts';
import { until } from '../../../test/worker.ts';
import { newSecret, sealSecret } from '../webhook-secret.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

test(
  'a worker that is killed before its call was answered leaves it to the next one, under the same id',
  { timeout: 180_000 },
  async () => {
    // Runs and calls that others left would be done first.
    await forgetOthers();
    const app = await testApp();
    const [sink, hook] = [await startSink(), await startHookServer()];
    onTestFinished(() => sink.close());
    const owner = await build.user();
    const secret = newSecret();
    const sealedSecret = sealSecret(app.services.secret, secret);
    await build.webhook(owner, { url: hook.url, events: ['RUN_FINISHED'], sealedSecret });
    const env = { databaseUrl: app.databaseUrl, smtpUrl: sink.url, callsHere: true };
    // The first call hangs: its worker dies with it.
    hook.answer(() => {});
    const first = await spawnWorker(env);
    const { id } = await build.mailing({ owner, people: 3 });
    const run = (await as(owner).ask(LAUNCH, { id })).launchSend.id as string;
    await until(async () => hook.calls.length === 1, 60);
    await first.kill();
    hook.answer((response) => void response.writeHead(204).end());
    await spawnWorker(env);
    await until(async () => hook.calls.length === 2, 120);
    const [lost, answered] = hook.calls;
    expect(answered!.headers['webhook-id']).toBe(lost!.headers['webhook-id']);
    const told = new StandardWebhook(secret).verify(
      answered!.body,
      answered!.headers as Record<string, string>,
    ) as { type: string; data: { runId: string; counts: { sent: number } } };
    expect(told).toMatchObject({ data: { runId: run, counts: { sent: 3 } } });
    expect(sink.caught).toHaveLength(3);
    const em = app.orm.em.fork();
    const sent = async () =>
      em.execute<{ status: string }[]>(
        'select status from webhook_call join webhook on webhook.id = webhook_id where owner_id = ?',
        [owner.id],
      );
    expect(
      await until(async () => (await sent())[0]?.status === 'DELIVERED' && (await sent()), 30),
    ).toHaveLength(1);
  },
);
