import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import type { User } from '../accounts/user.entity.ts';

const LIST =
  'query ($search: String) { recipients(first: 100, filter: { search: $search }) { nodes { fullName } } }';

async function named(owner: User, names: string[]): Promise<void> {
  for (const [index, fullName] of names.entries()) {
    await build.recipient({ owner, fullName, email: `k${index}@example.com` });
  }
}

const found = async (owner: User, search: string) =>
  (await as(owner).ask(LIST, { search })).recipients.nodes
    .map(({ fullName }: { fullName: string }) => fullName)
    .toSorted();

test('one or two letters are found where words begin, in every alphabet', async () => {
  const owner = await build.user();
  await named(owner, ['Щукарь Иванов', 'Борщ', "O'Neil", 'Жан-Жак', 'Ξένη', 'Mary (Quinn)', '«Яр»']);
  expect(await found(owner, 'щ')).toEqual(['Щукарь Иванов']);
  expect(await found(owner, 'ИВ')).toEqual(['Щукарь Иванов']);
  expect(await found(owner, 'ва')).toEqual([]);
  expect(await found(owner, 'n')).toEqual(["O'Neil"]);
  expect(await found(owner, 'жа')).toEqual(['Жан-Жак']);
  expect(await found(owner, 'ξ')).toEqual(['Ξένη']);
  expect(await found(owner, 'q')).toEqual(['Mary (Quinn)']);
  expect(await found(owner, 'я')).toEqual(['«Яр»']);
  expect(await found(owner, 'k1')).toEqual(['Борщ']);
});

test('three letters and more are found anywhere', async () => {
  const owner = await build.user();
  await named(owner, ['Щукарь Иванов', 'Борщев', 'James Kerson']);
  expect(await found(owner, 'ова')).toEqual([]);
  expect(await found(owner, 'ван')).toEqual(['Щукарь Иванов']);
  expect(await found(owner, 'орще')).toEqual(['Борщев']);
  expect(await found(owner, 's k')).toEqual(['James Kerson']);
  expect(await found(owner, 'rs')).toEqual([]);
  expect(await found(owner, 'ES ')).toEqual([]);
});

test('signs, and letters of scripts without spaces, are found anywhere', async () => {
  const owner = await build.user();
  await named(owner, [
    '王小明',
    '100% sure',
    'a_b',
    'Rock & Roll',
    'ab🎉',
    'กขค',
    '김민수',
    'c:\\d',
    'x.*y',
    'e^f',
  ]);
  expect(await found(owner, '小')).toEqual(['王小明']);
  expect(await found(owner, '小明')).toEqual(['王小明']);
  expect(await found(owner, 'ข')).toEqual(['กขค']);
  expect(await found(owner, '민수')).toEqual(['김민수']);
  expect(await found(owner, '%')).toEqual(['100% sure']);
  expect(await found(owner, '0%')).toEqual(['100% sure']);
  expect(await found(owner, '_')).toEqual(['a_b']);
  expect(await found(owner, '&')).toEqual(['Rock & Roll']);
  expect(await found(owner, '🎉')).toEqual(['ab🎉']);
  expect(await found(owner, '\\')).toEqual(['c:\\d']);
  expect(await found(owner, '.*')).toEqual(['x.*y']);
  expect(await found(owner, '^')).toEqual(['e^f']);
  expect(await found(owner, '@')).toHaveLength(10);
  expect(await found(owner, '..')).toEqual([]);
});

test.each(['a@', 'k.', '.z', '( ', '[', ']', '(', ')', '{1}', '+', '?', '|', '$', '\\w', '\\M', '-', '«'])(
  'signs of patterns are only signs: %s',
  async (search) => {
    const owner = await build.user();
    await named(owner, ['Plain', `x${search}y`, `${search}y`]);
    expect(await found(owner, search)).toEqual(
      expect.arrayContaining([`${search}y`.trim()].filter((name) => name !== 'Plain')),
    );
    expect(await found(owner, search)).not.toContain('Plain');
  },
);
