import { buildSchema, graphql } from 'graphql';
import { expect, test } from 'vitest';
import { anonymous, type Actor } from '../context/actor.ts';
import type { TokenScope } from '../context/token-scope.ts';
import { managerPermissions } from '../accounts/permission.list.ts';
import { DomainError } from '../errors/domain-error.ts';
import { guard } from './guard.ts';
import * as rules from './root-permissions.ts';

/**
 * Which actors each rule admits by itself: `+` yes, `-` UNAUTHENTICATED, `x` FORBIDDEN. The last three are a
 * superuser's own API tokens.
 */
const table = `
                anonymous user manager superuser READ WRITE SEND
allow               +       +     +        +       +    +     +
noToken             +       +     +        +       x    x     x
inPerson            -       +     +        +       x    x     x
reads               -       +     +        +       +    x     x
readsRecipients     -       +     +        +       +    x     x
readsMessages       -       +     +        +       +    x     x
readsMailings       -       +     +        +       +    x     x
writes              -       +     +        +       x    +     x
sends               -       +     +        +       x    x     +
disables            -       x     +        +       x    +     x
watches             -       x     +        +       +    x     x
readsUsers          -       x     +        +       +    x     x
readsGroups         -       x     x        +       +    x     x
blocksUsers         -       x     +        +       x    x     x
writesUsers         -       x     x        +       x    x     x
superuserReads      -       x     x        +       +    x     x
superuserWrites     -       x     x        +       x    +     x
addsPosts           -       x     x        +       x    +     x
changesPosts        -       x     x        +       x    +     x
deletesPosts        -       x     x        +       x    +     x
previewsPosts       -       x     x        +       +    x     x
addsIntervals       -       x     x        +       x    +     x
changesIntervals    -       x     x        +       x    +     x
deletesIntervals    -       x     x        +       x    +     x
`;
const [columns = [], ...rows] = table
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => line.trim().split(/ +/));

function actorOf(column: string): Actor {
  if (column === 'anonymous') return anonymous('EN');
  const person = { ...anonymous('EN'), id: 1 };
  if (column === 'user') return person;
  if (column === 'manager') return { ...person, permissions: new Set(managerPermissions) };
  if (column === 'superuser') return { ...person, isSuperuser: true };
  return { ...person, isSuperuser: true, scopes: new Set([column as TokenScope]) };
}

const fields = Object.keys(rules).map((name) => `${name}: Boolean`);
const schema = guard(buildSchema(`type Query { ${fields.join(' ')} } type Mutation { nothing: Boolean }`), {
  Query: { ...rules },
  Mutation: { nothing: rules.allow },
});

async function letterFor(name: string, column: string): Promise<string> {
  const rootValue = { [name]: () => true };
  const contextValue = { actor: actorOf(column) };
  const { errors } = await graphql({ schema, source: `{ ${name} }`, rootValue, contextValue });
  const cause = errors?.[0]?.originalError;
  if (!(cause instanceof DomainError)) return errors ? errors[0]!.message : '+';
  return cause.code === 'UNAUTHENTICATED' ? '-' : cause.code === 'FORBIDDEN' ? 'x' : cause.code;
}

test('every rule has a row, and nothing else has', () => {
  expect(rows.map(([name]) => name).toSorted()).toEqual(Object.keys(rules).toSorted());
});

test.each(rows.map(([name, ...cells]) => [name!, cells] as const))('%s %j', async (name, cells) => {
  const found = await Promise.all(columns.map((column) => letterFor(name, column)));
  const named = (letters: readonly string[]) => columns.map((column, index) => [column, letters[index]]);
  expect(named(found)).toEqual(named(cells));
});
