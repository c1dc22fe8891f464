import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { importText } from '../../../test/import-text.ts';
import { endRun } from '../../../test/end-run.ts';
import { mailedToken, numberedToken } from '../../../test/unsubscribe-link.ts';
import type { User } from '../../accounts/user.entity.ts';
import { anonymous } from '../../context/actor.ts';
import { createContext } from '../../context/context.ts';
import { claimChange } from '../../recipients/changes/running/claim-change.ts';
import { runChange } from '../../recipients/changes/running/run-change.ts';
import { claimImport } from '../../recipients/import/running/claim-import.ts';
import { runImport } from '../../recipients/import/running/run-import.ts';
import { resubscribe, unsubscribe } from './unsubscribe.ts';

const LAUNCH =
  'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id deliveries { nodes { id email state } } } }';

/** The application as an anonymous visitor sees it, with another secret than before. */
async function afterRotation(secret: string, earlierSecrets: string[] = []) {
  const { services } = await testApp();
  return createContext(
    { ...services, secret, earlierSecrets },
    { actor: anonymous('EN'), trigger: 'MANUAL' },
  );
}

const execute = async (sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute(sql, params);

/** How a mailing can choose all of an owner's recipients. */
const ways = {
  recipients: (owner: User, mailingId: number) =>
    execute(
      'insert into mailing_recipient (mailing_id, recipient_id) select ?, id from recipient where owner_id = ?',
      [mailingId, owner.id],
    ),
  async list(owner: User, mailingId: number) {
    const { id } = await build.list({ owner });
    const members =
      'insert into recipient_list_member (list_id, recipient_id) select ?, id from recipient where owner_id = ?';
    await execute(members, [id, owner.id]);
    await execute('insert into mailing_list (mailing_id, list_id) values (?, ?)', [mailingId, id]);
  },
  async segment(owner: User, mailingId: number) {
    const { createSegment } = await as(owner).ask(
      'mutation ($name: String!) { createSegment(input: { name: $name, filter: { search: "example" } }) { id } }',
      { name: `For ${mailingId}` },
    );
    await execute('insert into mailing_segment (mailing_id, segment_id) values (?, ?)', [
      mailingId,
      Number(createSegment.id),
    ]);
  },
};
type Way = keyof typeof ways;

/**
 * Launches a new mailing to all of an owner's recipients and returns its deliveries, without that of the
 * extra person who makes the launch possible.
 */
async function mailEverybody(owner: User, way: Way = 'recipients') {
  const witness = await build.recipient({ owner });
  const mailing = await build.mailing({ owner, people: 0 });
  await ways[way](owner, mailing.id);
  const { launchSend } = await as(owner).ask(LAUNCH, { id: mailing.id });
  await endRun(launchSend.id);
  await execute('delete from recipient where id = ?', [witness.id]);
  const deliveries: { id: string; email: string; state: string }[] = launchSend.deliveries.nodes;
  return { mailing, deliveries: deliveries.filter(({ email }) => email !== witness.email) };
}

const spellings = (name: string) => [
  `${name}@münchen.example`,
  `${name.toUpperCase()}@xn--mnchen-3ya.example`,
  `${name}@mu\u0308nchen.example`,
];

/** Lets a worker do what was asked for. */
async function work(kind: 'change' | 'import', id: number): Promise<void> {
  const { orm, log } = await testApp();
  const times = { leaseSeconds: 20, signal: new AbortController().signal };
  const em = orm.em.fork();
  if (kind === 'change')
    return void (await runChange((await claimChange(em, { leaseSeconds: 20, changeId: id }))!, {
      orm,
      ...times,
    }));
  await runImport((await claimImport(em, { leaseSeconds: 20, importId: id }))!, { orm, log, ...times });
}

const action = fc.record({
  act: fc.constantFrom(
    'unsubscribe',
    'undo',
    'delete',
    'import',
    'rename',
    'rotate',
    'delete mailing',
    'bounce',
    'upsert',
    'import as subscribed',
    'import and undo',
    'delete many and undo',
    'delete lists',
  ),
  spelling: fc.nat(2),
});

const anyWay = fc.constantFrom<Way>('recipients', 'list', 'segment');

test('unsubscribed, deleted, imported, renamed, rotated in any order: the next mailing reaches nobody who said no', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 2, maxLength: 9 }), anyWay, async (actions, way) => {
      const owner = await build.user();
      const names = ['left', 'stays'];
      const emails = names.map((name) => spellings(name)[0]!);
      for (const email of emails) await build.recipient({ owner, email });
      const { mailing, deliveries } = await mailEverybody(owner);
      const token = await mailedToken(Number(deliveries.find(({ email }) => email === emails[0])!.id));
      let [secret, hasLeft, renamed] = ['first secret', false, 0];
      const acts: Record<string, (email: string) => Promise<unknown>> = {
        async unsubscribe() {
          await unsubscribe(await afterRotation(secret), { token, source: 'ONE_CLICK' });
          hasLeft = true;
        },
        async undo() {
          await resubscribe(await afterRotation(secret), token);
          hasLeft = false;
        },
        delete: () => execute('delete from recipient where owner_id = ?', [owner.id]),
        async import(email) {
          await importText(owner, ['email,name', `${email},Back`, `${emails[1]!},Back`].join('\n'));
        },
        rename: () =>
          execute(`update recipient set email = ? where owner_id = ? and address_hash = address_hash(?)`, [
            `new-${++renamed}@example.com`,
            owner.id,
            emails[0],
          ]),
        rotate: async () => (secret = `${secret}!`),
        'delete mailing': () => execute('delete from mailing where id = ?', [mailing.id]),
        bounce: (email) =>
          execute(
            `insert into suppression (address_hash, email, owner_id, reach, reason, source)
             values (address_hash(?), ?, ?, 'OWNER', 'BOUNCED', 'BOUNCE') on conflict do nothing`,
            [email, email, owner.id],
          ),
      };
      const user = as(owner);
      Object.assign(acts, {
        upsert: (email: string) =>
          user.ask(
            'mutation ($input: [UpsertRecipientInput!]!) { upsertRecipients(input: $input) { createdCount } }',
            { input: [{ email, fullName: 'Back' }] },
          ),
        'import as subscribed': (email: string) => importText(owner, `email,status\n${email},subscribed\n`),
        async 'import and undo'(email: string) {
          const { id } = await importText(owner, `email,name\n${email},Changed\n`, { newLists: ['Came'] });
          await user.ask('mutation ($id: ID!) { undoRecipientImport(id: $id) { id } }', { id });
          await work('import', id);
        },
        async 'delete many and undo'() {
          const { changeRecipients } = await user.ask(
            'mutation { changeRecipients(input: { kind: DELETE, selection: { filter: { search: "example" } } }) { id totalCount } }',
          );
          const id = Number(changeRecipients.id);
          await work('change', id);
          if (changeRecipients.totalCount === 0) return;
          await user.ask('mutation ($id: ID!) { undoRecipientChange(id: $id) { id } }', { id });
          await work('change', id);
        },
        'delete lists': () => execute('delete from recipient_list where owner_id = ?', [owner.id]),
      });
      for (const { act, spelling } of actions) await acts[act]!(spellings('left')[spelling]!);
      await acts.import!(emails[0]!);
      const reached = (await mailEverybody(owner, way)).deliveries.filter(({ state }) => state === 'PENDING');
      const addresses = reached.map(({ email }) => email);
      const refused = addresses.filter((email) => hasLeft && /^left@/i.test(email));
      expect(refused).toEqual([]);
      expect(addresses.filter((email) => /^stays@/i.test(email))).toHaveLength(1);
    }),
    { numRuns: 10 },
  );
}, 180_000);

test('a person who left and whose address is changed then stays unreached under the new one', async () => {
  const owner = await build.user();
  const person = await build.recipient({ owner });
  const { deliveries } = await mailEverybody(owner);
  const token = await mailedToken(Number(deliveries[0]!.id));
  await unsubscribe(await afterRotation('new'), { token, source: 'ONE_CLICK' });
  await execute("update recipient set email = 'moved-' || email where id = ?", [person.id]);
  expect((await mailEverybody(owner)).deliveries[0]!.state).toBe('SKIPPED');
});

test('a link concerns the address that it was mailed to, not the one that its recipient has since', async () => {
  const owner = await build.user();
  const person = await build.recipient({ owner });
  const { deliveries } = await mailEverybody(owner);
  await execute("update recipient set email = 'moved-' || email where id = ?", [person.id]);
  const token = await mailedToken(Number(deliveries[0]!.id));
  await unsubscribe(await afterRotation('new'), { token, source: 'ONE_CLICK' });
  await build.recipient({ owner, email: person.email });
  expect((await mailEverybody(owner)).deliveries.map(({ state }) => state)).toEqual(['PENDING', 'SKIPPED']);
});

test('a link works after its owner was deleted, for all who write from the same address', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  const { email } = await build.recipient({ owner });
  const { mailing, deliveries } = await mailEverybody(owner);
  const token = await mailedToken(Number(deliveries[0]!.id));
  await execute('delete from mailing where id = ?', [mailing.id]);
  await execute('delete from message where owner_id = ?', [owner.id]);
  await execute('delete from "user" where id = ?', [owner.id]);
  await unsubscribe(await afterRotation('new'), { token, source: 'ONE_CLICK' });
  await build.recipient({ owner: other, email });
  expect((await mailEverybody(other)).deliveries[0]!.state).toBe('SKIPPED');
});

test('a link of an earlier version works, with a former secret and after its mailing was deleted', async () => {
  const owner = await build.user();
  const { email } = await build.recipient({ owner });
  const { mailing, deliveries } = await mailEverybody(owner);
  const id = Number(deliveries[0]!.id);
  await execute("update delivery set state = 'SENT', skip_reason = null where id = ?", [id]);
  await execute('update installation set last_numbered_delivery_id = ?', [id]);
  await execute('delete from mailing where id = ?', [mailing.id]);
  await execute('delete from recipient where owner_id = ?', [owner.id]);
  const token = numberedToken('a former secret', id);
  const click = async (earlier: string[]) =>
    unsubscribe(await afterRotation('new', earlier), { token, source: 'ONE_CLICK' });
  await expect(click(['another'])).rejects.toThrow('It does not exist');
  await click(['another', 'a former secret']);
  await build.recipient({ owner, email });
  expect((await mailEverybody(owner)).deliveries[0]!.state).toBe('SKIPPED');
});
