import { isObjectType } from 'graphql';
import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { createSchema } from '../programs/schema.ts';

const readers = [
  'view_message',
  'view_mailing',
  'view_recipient',
  'can_view_all_messages',
  'can_view_all_mailings',
  'can_view_all_recipients',
] as const;

async function setUp() {
  const owner = await build.user({ fullName: 'Owner' });
  const recipient = await build.recipient({ owner });
  const list = await build.list({ owner, recipients: [recipient] });
  const message = await build.message({ owner });
  const mailing = await build.mailing({ owner, message, lists: [list] });
  const reader = await build.user();
  await build.member(reader, await build.group([...readers]));
  const things = {
    recipient: recipient.id,
    recipientList: list.id,
    message: message.id,
    mailing: mailing.id,
  };
  return { owner, reader, things: Object.entries(things) };
}

const ownerOf = (thing: string, selection: string) =>
  `query ($id: ID!) { ${thing}(id: $id) { owner { ${selection} } } }`;

/** Every field of a user, with a selection of what it returns. */
async function fieldsOfUser(): Promise<string[]> {
  const type = (await createSchema()).getType('User');
  if (!isObjectType(type)) throw new Error('User is no object type.');
  return Object.values(type.getFields()).map(({ name, type: of }) =>
    /\w+/.exec(String(of)) && /^\[?(Group|Permission|OwnedCounts|UserAccess)\b/.test(String(of))
      ? `${name} { __typename }`
      : name,
  );
}

test('whoever sees a thing learns the name of its owner, and nothing else without the right to see users', async () => {
  const { owner, reader, things } = await setUp();
  const others = (await fieldsOfUser()).filter((field) => field !== 'id' && field !== 'fullName');
  for (const [thing, id] of things) {
    const { [thing]: seen } = await as(reader).ask(ownerOf(thing, 'id fullName'), { id });
    expect(seen).toEqual({ owner: { id: String(owner.id), fullName: 'Owner' } });
    for (const field of others) {
      const { extensions } = await as(reader).refused(ownerOf(thing, field), { id });
      expect([field, extensions.code]).toEqual([field, 'FORBIDDEN']);
    }
  }
});

test('owners see themselves, and managers everybody', async () => {
  const { owner, things } = await setUp();
  const all = (await fieldsOfUser()).join(' ');
  for (const viewer of [owner, await build.manager()]) {
    for (const [thing, id] of things) {
      const answer = await as(viewer).answer(ownerOf(thing, all), { id });
      expect(answer).toMatchObject({ error: null, data: { [thing]: { owner: { email: owner.email } } } });
    }
  }
});
