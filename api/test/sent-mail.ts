import { onTestFinished } from 'vitest';
import type { User } from '../src/accounts/user.entity.ts';
import { receiveMail } from '../src/bounces/receive-mail.ts';
import { returnToken } from '../src/platform/mime/return-token.ts';
import { build } from './build.ts';
import { as } from './client.ts';
import { testApp } from './database.ts';
import { startSink, type SinkOptions } from './smtp-sink.ts';
import { startWorker, untilFinished } from './worker.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const STATUS = '{ recipients { nodes { id status suppression { id reason source } } } }';

interface Given extends SinkOptions {
  owner?: User;
  /** The numbers of the people that the mail goes to; a new person by default. */
  recipients?: { id: number }[];
  /** Whether each mail has a return path of its own, as it has by default. */
  hasReturnPaths?: boolean;
}

/**
 * A mail sent to one person of an owner: its return token and bytes, and functions to check the person's
 * status.
 */
export async function sentMail({ owner: known, recipients, hasReturnPaths = true, ...options }: Given = {}) {
  const app = await testApp();
  const owner = known ?? (await build.user());
  const person = recipients ?? [await build.recipient({ owner })];
  const mailing = await build.mailing({ owner, recipients: person as never });
  const runId = (await as(owner).ask(LAUNCH, { id: mailing.id })).launchSend.id as string;
  const bytes = await sendRun(runId, { hasReturnPaths, ...options });
  const [row] = await app.orm.em
    .fork()
    .execute<{ id: string; email: string; hash: Buffer }[]>(
      'select id, email, address_hash as hash from delivery where run_id = ?',
      [runId],
    );
  const deliveryId = Number(row!.id);
  const mail = { deliveryId, addressHash: row!.hash };
  const token = returnToken(app.services.secret, mail);
  return {
    owner,
    runId,
    mailing,
    recipients: person,
    deliveryId,
    mail,
    email: row!.email,
    token,
    bytes,
    /** The return path of the mail. */
    to: `b+${token}@example.org`,
    person: async () => {
      const { status, suppression } = (await as(owner).ask(STATUS)).recipients.nodes[0];
      return {
        status,
        suppression: suppression && { reason: suppression.reason, source: suppression.source },
      };
    },
    receive,
  };
}

async function receive(to: string, raw: string | Buffer): Promise<void> {
  const bytes = typeof raw === 'string' ? Buffer.from(raw.replace(/\r?\n/g, '\r\n')) : raw;
  await receiveMail((await testApp()).asSystem(), { to: [to], raw: bytes });
}

/** Sends a run with a worker of its own; returns the first mail that the server accepted. */
async function sendRun(runId: string, { hasReturnPaths, ...options }: Given): Promise<string> {
  const app = await testApp();
  const sink = await startSink(options);
  onTestFinished(() => sink.close());
  const { mailFrom, baseUrl } = app.config;
  const worker = await startWorker(app, sink.url, {
    sender: {
      mailFrom,
      baseUrl,
      secret: app.services.secret,
      earlierSecrets: [],
      bounceAddress: 'b@example.org',
      hasReturnPaths,
      mailServices: ['postmark', 'mailgun'],
    },
  });
  await untilFinished(app, runId);
  await worker.stop();
  return sink.caught[0]?.bytes ?? '';
}
