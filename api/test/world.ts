import type { User } from '../src/accounts/user.entity.ts';
import { MailingSegment, type Mailing } from '../src/mailings/mailing.entity.ts';
import type { Message } from '../src/messages/message.entity.ts';
import type { Recipient } from '../src/recipients/recipient.entity.ts';
import type { Segment } from '../src/recipients/segments/segment.entity.ts';
import { build } from './build.ts';
import { buildImage } from './build-image.ts';
import { buildAttachment, buildVersion } from './build-version.ts';
import { buildEvent } from './build-event.ts';
import { as } from './client.ts';
import { buildImport, buildUpload } from './build-import.ts';
import { buildView } from './build-view.ts';
import { testApp } from './database.ts';
import { endRun } from './end-run.ts';
import { moreThings } from './more-operations.ts';
import { sessionIdOf, tokenOf } from './operations.ts';

/** One thing of each kind that a user can have, by number. */
export type World = Record<
  | 'user'
  | 'recipient'
  | 'list'
  | 'segment'
  | 'change'
  | 'outsider'
  | 'outside'
  | 'suppression'
  | 'sender'
  | 'domain'
  | 'webhook'
  | 'webhookCall'
  | 'upload'
  | 'import'
  | 'message'
  | 'mailImage'
  | 'messageVersion'
  | 'attachment'
  | 'mailing'
  | 'launched'
  | 'run'
  | 'delivery'
  | 'attempt'
  | 'token'
  | 'view'
  | 'session'
  | 'group'
  | 'interval'
  | 'post'
  | 'deletedList'
  | 'deletedSegment'
  | 'deletedMessage'
  | 'deletedMailing',
  string
>;

/** The address of the recipient in each world. */
export const KNOWN_EMAIL = 'known@example.com';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/**
 * Creates a user's things, connected with each other: the recipient is in the list, the outsider only in
 * another; the mailing is a draft to both, another one is armed, and the launched one has a run with a delivery in doubt, and its
 * attempt.
 */
export async function worldOf(owner: User): Promise<World> {
  const recipient = await build.recipient({ owner, email: KNOWN_EMAIL, attributes: { city: 'Rome' } });
  const list = await build.list({ owner, recipients: [recipient] });
  const outsider = await build.recipient({ owner });
  const outside = await build.list({ owner, recipients: [outsider] });
  const message = await build.message({ owner });
  const choices = await choicesOf(owner);
  const mailing = await build.mailing({ owner, message, recipients: [recipient], lists: [list] });
  await addSegment(mailing, choices.segment);
  const launched = await build.mailing({ owner, message, recipients: [recipient] });
  const run = await runOf(owner, launched, recipient);
  const ids = {
    user: owner,
    recipient,
    list,
    ...choices,
    outsider,
    outside,
    suppression: await build.suppression(owner),
    sender: await build.sender({ owner }),
    domain: await build.senderDomain({ owner }),
    message,
    mailing,
    launched,
    group: await build.group(),
    post: await build.post(),
    interval: await build.interval({ every: 1, unit: 'DAY' }),
  };
  const numbers = Object.entries(ids).map(([kind, { id }]) => [kind, String(id)]);
  return {
    ...(Object.fromEntries(numbers) as Record<keyof typeof ids, string>),
    ...(await hooksOf(owner)),
    ...(await partsOf(owner, message)),
    session: String(await sessionIdOf(owner)),
    run,
    token: (await tokenOf(owner, ['READ'])).token.id,
    view: await buildView(owner),
    ...(await addAttempt(run)),
  };
}

/** A segment, a change of many recipients that waits, and an image. */
async function choicesOf(owner: User) {
  await build.mailing({ owner, values: { nextRunAt: new Date('2040-01-01') } });
  return {
    segment: await build.segment({ owner }),
    change: await build.change({ owner }),
    mailImage: await buildImage(owner),
  };
}

/** Launches a mailing and ends its run with a delivery in doubt and an event. Returns the run's id. */
async function runOf(owner: User, launched: Mailing, recipient: Recipient): Promise<string> {
  const run = (await as(owner).ask(LAUNCH, { id: launched.id })).launchSend.id as string;
  await endRun(run, { [recipient.id]: 'UNKNOWN' });
  await buildEvent(run);
  const em = (await testApp()).orm.em.fork();
  const started = "insert into mailing_start (mailing_id, due_at, outcome) values (?, now(), 'LAUNCHED')";
  await em.execute(started, [launched.id]);
  return run;
}

async function addSegment(mailing: Mailing, segment: Segment): Promise<void> {
  const em = (await testApp()).orm.em.fork();
  await em.insert(MailingSegment, { mailing: mailing.id, segment: segment.id });
}

/** Creates a webhook with a call. */
async function hooksOf(owner: User) {
  const webhook = await build.webhook(owner);
  return { webhook: String(webhook.id), webhookCall: await build.webhookCall(webhook) };
}

/** A former version of a message, a file, an upload, an import, and what was deleted. */
const partsOf = async (owner: User, message: Message) => ({
  upload: await buildUpload(owner),
  import: await buildImport(owner),
  messageVersion: await buildVersion(message),
  attachment: await buildAttachment(message),
  ...(await deletedOf(owner)),
});

/** What was deleted and can be restored. */
const deletedOf = async (owner: User) => ({
  deletedList: String(await moreThings.deletedList(owner)),
  deletedSegment: String(await moreThings.deletedSegment(owner)),
  deletedMessage: String(await moreThings.deletedMessage(owner)),
  deletedMailing: String(await moreThings.deletedMailing(owner)),
});

/** An attempt in doubt for the delivery of a run. */
async function addAttempt(run: string): Promise<{ attempt: string; delivery: string }> {
  const { orm } = await testApp();
  const [row] = await orm.em.fork().execute<{ attempt: string; delivery: string }[]>(
    `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response)
     select delivery.id, run.id, run.mailing_id, run.owner_id, 'UNKNOWN', '' from delivery
     join mailing_run run on run.id = delivery.run_id where run.id = ? returning id as attempt, delivery_id as delivery`,
    [run],
  );
  return { attempt: String(row!.attempt), delivery: String(row!.delivery) };
}
