import type { User } from '../src/accounts/user.entity.ts';
import { Recipient } from '../src/recipients/recipient.entity.ts';
import type { Data } from './client.ts';
import { testApp } from './database.ts';
import { asked, soon, things } from './operations.ts';

const types: Data = {
  id: 'ID!',
  text: 'String!',
  owner: 'ID!',
  person: 'ID!',
  unique: 'String!',
  domain: 'String!',
  soon: 'DateTime!',
};

/** Returns the document of an operation. */
export function documentOf(operation: string): string {
  const [type, field] = operation.split('.');
  const [body] = asked[operation]!;
  const names = [...new Set(body.match(/(?<=\$)\w+/g))];
  const variables = names.map((name) => `$${name}: ${types[name]}`).join(', ');
  return `${type!.toLowerCase()} ${variables && `(${variables})`} { ${field} ${body} }`;
}

/** Creates a thing of this owner for an operation, and returns its variables. */
export async function made(operation: string, owner: User) {
  const thing = asked[operation]![1];
  const id = thing ? await things[thing]!(owner) : null;
  return {
    id,
    text: id,
    owner: owner.id,
    person: /Recipients(?:To|From)List/.test(operation) ? await latestRecipient(owner) : null,
    soon: soon(),
    domain: `d${owner.id}-${Math.random().toString(36).slice(2)}.example`,
    unique: `u${owner.id}.${Math.random()}@example.com`,
  };
}

/** Returns the recipient of the thing that was created last. */
async function latestRecipient(owner: User): Promise<number> {
  const { orm } = await testApp();
  const latest = orm.em.fork().findOneOrFail(Recipient, { owner }, { orderBy: { id: 'desc' } });
  return (await latest).id;
}
