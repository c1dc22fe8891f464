import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as, asRequest } from '../../../test/client.ts';
import { tokenOf } from '../../../test/operations.ts';
import type { User } from '../user.entity.ts';

const programOf = async (owner: User, scopes: readonly string[]) =>
  asRequest({ authorization: `Bearer ${(await tokenOf(owner, [...scopes])).secret}` });

const beyond = [
  'updateMailing(id: $id, input: { name: "A" }) { owner { email } }',
  'updateMailing(id: $id, input: { name: "A" }) { recipients { totalCount } }',
  'updateMailing(id: $id, input: { name: "A" }) { ...Deep } ',
  'updateMailing(id: $id, input: { name: "A" }) { ... { ... on Mailing { message { body } } } }',
];
const fragments = 'fragment Deep on Mailing { ...Deeper } fragment Deeper on Mailing { message { id } }';

test.each(beyond)(
  'without READ nothing is reached through a change, nor is it made: %s',
  async (selection) => {
    const owner = await build.user();
    const mailing = await build.mailing({ owner, people: 1 });
    const document = `mutation ($id: ID!) { ${selection} } ${selection.includes('...Deep') ? fragments : ''}`;
    for (const [scopes, outcome] of [
      [['WRITE'], 'READ'],
      [['READ', 'WRITE'], undefined],
    ] as const) {
      const program = await programOf(owner, scopes);
      const { error } = await program.answer(document, { id: mailing.id });
      expect(error?.extensions.missingScope).toBe(outcome);
      const { name } = (
        await as(owner).ask('query ($id: ID!) { mailing(id: $id) { name } }', { id: mailing.id })
      ).mailing;
      expect(name === 'A').toBe(outcome === undefined);
    }
  },
);

test('without READ the scalars of what was changed are told, and fragments cost no time', async () => {
  const owner = await build.user();
  const mailing = await build.mailing({ owner, people: 1 });
  const program = await programOf(owner, ['WRITE']);
  const doubling = Array.from(
    { length: 40 },
    (_, index) => `fragment F${index} on Mailing { ...F${index + 1} ...F${index + 1} }`,
  );
  const document = `mutation ($id: ID!) { updateMailing(id: $id, input: { name: "B" }) { __typename id name ...F0 } }
    ${doubling.join(' ')} fragment F40 on Mailing { name }`;
  const { data, error } = await program.answer(document, { id: mailing.id });
  expect(data?.updateMailing ?? error?.extensions.code).toBeDefined();
  const plain = 'mutation ($id: ID!) { updateMailing(id: $id, input: { name: "C" }) { __typename id name } }';
  expect(await program.ask(plain, { id: mailing.id })).toEqual({
    updateMailing: { __typename: 'Mailing', id: String(mailing.id), name: 'C' },
  });
  expect((await program.answer('{ viewer { email groups { name } } }')).error!.extensions.missingScope).toBe(
    'READ',
  );
  expect(await program.ask('{ viewer { email } }')).toEqual({ viewer: { email: owner.email } });
});
