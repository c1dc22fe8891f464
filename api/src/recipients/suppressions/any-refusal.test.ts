import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { endRun } from '../../../test/end-run.ts';
import { importText } from '../../../test/import-text.ts';
import type { User } from '../../accounts/user.entity.ts';

// One mailbox in the spellings that people, tables and other systems use for it; each owner's own, because what
// others are told may be for the whole installation.
const spellings: ((name: string) => string)[] = [
  (name) => `${name}@münchen.example`,
  (name) => `${name.toUpperCase()}@xn--mnchen-3ya.example`,
  (name) => `${name}@mu\u0308nchen.example.`,
];

const ADD = `mutation ($input: AddSuppressionsInput!) { addSuppressions(input: $input) { addedCount } }`;
const FIND = `query ($filter: SuppressionFilter) { suppressions(filter: $filter) { nodes { id liftedAt } } }`;
const ROWS = `query { recipients(first: 10, filter: { search: "left" }) { nodes { id } } }`;
const LAUNCH =
  'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id deliveries { nodes { email state } } } }';

/** The addresses that a new mailing to all of an owner's recipients would reach. */
async function reachedBy(owner: User): Promise<string[]> {
  const mailing = await build.mailing({ owner, people: 1 });
  const { orm } = await testApp();
  await orm.em
    .fork()
    .execute(
      'insert into mailing_recipient (mailing_id, recipient_id) select ?, id from recipient where owner_id = ? on conflict do nothing',
      [mailing.id, owner.id],
    );
  const { launchSend } = await as(owner).ask(LAUNCH, { id: mailing.id });
  await endRun(launchSend.id);
  const nodes: { email: string; state: string }[] = launchSend.deliveries.nodes;
  return nodes.filter(({ state }) => state === 'PENDING').map(({ email }) => email.toLowerCase());
}

/** What can happen to somebody; whether it is a no, or takes one back. */
function actsOf(owner: User) {
  const user = as(owner);
  const rows = async () => (await user.ask(ROWS)).recipients.nodes as { id: string }[];
  const add = (email: string, rest: object) => user.ask(ADD, { input: { emails: [email], ...rest } });
  const each = async (change: (id: string) => Promise<unknown>) => {
    for (const { id } of await rows()) await change(id);
  };
  const update = (input: object) =>
    each((id) =>
      user.ask(
        'mutation ($id: ID!, $input: UpdateRecipientInput!) { updateRecipient(id: $id, input: $input) { id } }',
        { id, input },
      ),
    );
  return {
    'no by hand': (email: string) => add(email, {}),
    'no by a complaint': (email: string) => add(email, { reason: 'COMPLAINED', isImport: true }),
    'no by a bounce': (email: string) => add(email, { reason: 'BOUNCED' }),
    'no in a table': (email: string) => importText(owner, `email;Отказ от рассылки\n${email};да\n`),
    'yes in a table': (email: string) => importText(owner, `email;Отказ от рассылки\n${email};нет\n`),
    delete: () => each((id) => user.ask('mutation ($id: ID!) { deleteRecipient(id: $id) }', { id })),
    create: async (email: string) => {
      if ((await rows()).length > 0) return;
      await user.ask('mutation ($input: CreateRecipientInput!) { createRecipient(input: $input) { id } }', {
        input: { email },
      });
    },
    import: (email: string) => importText(owner, `email,name\n${email},Back\n`),
    'spell otherwise': (email: string) => update({ email }),
    erase: (email: string) =>
      user.ask('mutation ($input: PersonInput!) { erasePerson(input: $input) { isRecipient } }', {
        input: { email },
      }),
    'lift with a reason': async (email: string) => {
      const { suppressions } = await user.ask(FIND, { filter: { email } });
      for (const { id } of suppressions.nodes) {
        await user.ask('mutation ($id: ID!) { liftSuppression(id: $id, reason: "Asked for it") { id } }', {
          id,
        });
      }
    },
  };
}

const names = [
  'no by hand',
  'no by a complaint',
  'no by a bounce',
  'no in a table',
  'yes in a table',
  'delete',
  'create',
  'import',
  'spell otherwise',
  'erase',
  'lift with a reason',
] as const;
const step = fc.record({ act: fc.constantFrom(...names), spelling: fc.nat(spellings.length - 1) });

test('whatever way a no came, and whatever is done since, mail comes again only after it was lifted', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 10 }), async (steps) => {
      const owner = await build.user();
      const acts = actsOf(owner);
      const spelled = (at: number) => spellings[at]!(`left${owner.id}`);
      let saidNo = false;
      for (const { act, spelling } of steps) {
        await acts[act](spelled(spelling));
        if (act.startsWith('no ')) saidNo = true;
        if (act === 'lift with a reason') saidNo = false;
      }
      await acts.import(spelled(0));
      const reached = (await reachedBy(owner)).filter((email) => email.startsWith('left'));
      expect(reached).toHaveLength(saidNo ? 0 : 1);
    }),
    { numRuns: 12 },
  );
}, 180_000);
