import { beforeAll, expect, test } from 'vitest';
import { answerRoot } from '../../test/answer-root.ts';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { statementsOf } from '../../test/expect-queries.ts';
import { askedWith, kindOf, nameOf, slotsOf, type Slot } from '../../test/id-slots.ts';
import { worldOf, type World } from '../../test/world.ts';
import { createSchema } from './schema.ts';

// Things without an owner: whoever may query them sees all of them.
const shared = new Set(['interval', 'post']);
const schema = await createSchema();
const slots = slotsOf(schema);
// Somebody who is in no list of nobody is everybody, and the first request changes them: the query shows that
// both behave alike.
const changesEverybody = ({ operation, path }: Slot) =>
  path.at(-1) === 'noneOfListIds' && operation.startsWith('Mutation.');
const tried = slots.filter((slot) => !shared.has(kindOf(slot)) && !changesEverybody(slot));

let theirs: World;
beforeAll(async () => {
  theirs = await worldOf(await build.user());
});

/**
 * Sends requests as somebody who has things of their own; returns the responses and the number of statements.
 */
async function asker(slot: Slot) {
  const user = await build.user();
  const [own, client] = [await worldOf(user), as(user)];
  const ask = async (id: string) => {
    const { result, statements } = await statementsOf(() =>
      answerRoot(client, schema, askedWith(schema, slot, { id, own })),
    );
    return { ...result, statements: statements.length };
  };
  return { own: own[kindOf(slot)], ask };
}

test('the API takes ids in many places, and no place below the root', () => {
  expect(slots.length).toBeGreaterThan(60);
  expect(slots.map(nameOf).filter((name) => !/^(Query|Mutation|Subscription)\./.test(name))).toEqual([]);
});

test.each(tried.map((slot) => [nameOf(slot), slot] as const))(
  "%s: another's id and one that does not exist are answered alike; one's own is not, where it is for them",
  async (_name, slot) => {
    const { own, ask } = await asker(slot);
    const foreign = await ask(theirs[kindOf(slot)]);
    expect(await ask('2147483647')).toEqual(foreign);
    const { statements: _statements, ...answer } = foreign;
    for (const impossible of ['0', '-1', '1.5', 'x', '9'.repeat(30)]) {
      expect(await ask(impossible)).toMatchObject(answer);
    }
    const { data, error } = await ask(own);
    const isAlike = JSON.stringify({ data, error }) === JSON.stringify(answer);
    expect(isAlike).toBe(answer.error?.extensions.code === 'FORBIDDEN');
  },
);
