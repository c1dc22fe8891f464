import type { User } from '../src/accounts/user.entity.ts';
import { build } from './build.ts';
import { as } from './client.ts';
import { buildImport, buildUpload } from './build-import.ts';
import { testApp } from './database.ts';
import { endRun } from './end-run.ts';
import { sessionIdOf, tokenOf } from './operations.ts';

/** One thing of each kind that somebody can have, by number. */
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
  | 'upload'
  | 'import'
  | 'message'
  | 'mailing'
  | 'launched'
  | 'run'
  | 'delivery'
  | 'attempt'
  | 'token'
  | 'session'
  | 'group'
  | 'interval'
  | 'post',
  string
>;

/** The address of the recipient in each world. */
export const KNOWN_EMAIL = 'known@example.com';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';

/**
 * A user's things, as they hang together: the recipient is in the list, the outsider in another one alone; the mailing is
 * a draft to the first two, and the one that was launched has a run with a delivery in doubt, and its attempt.
 */
export async function worldOf(owner: User): Promise<World> {
  const recipient = await build.recipient({ owner, email: KNOWN_EMAIL });
  const list = await build.list({ owner, recipients: [recipient] });
  const outsider = await build.recipient({ owner });
  const outside = await build.list({ owner, recipients: [outsider] });
  const message = await build.message({ owner });
  const mailing = await build.mailing({ owner, message, recipients: [recipient], lists: [list] });
  const launched = await build.mailing({ owner, message, recipients: [recipient] });
  const run = (await as(owner).ask(LAUNCH, { id: launched.id })).launchSend.id as string;
  await endRun(run, { [recipient.id]: 'UNKNOWN' });
  const ids = {
    user: owner,
    recipient,
    list,
    ...(await choicesOf(owner)),
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
    session: String(await sessionIdOf(owner)),
    upload: await buildUpload(owner),
    import: await buildImport(owner),
    run,
    token: (await tokenOf(owner, ['READ'])).token.id,
    ...(await addAttempt(run)),
  };
}

/** A saved filter, and a change of many that waits. */
async function choicesOf(owner: User) {
  return { segment: await build.segment({ owner }), change: await build.change({ owner }) };
}

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
