import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';

const NAMES = 'query ($ownerId: ID) { attributeNames(ownerId: $ownerId) }';
const UPSERT =
  'mutation ($input: [UpsertRecipientInput!]!) { upsertRecipients(input: $input) { updatedCount } }';

test('the names of attributes are those of one owner’s people, each once, by name', async () => {
  const [owner, other] = [await build.user(), await build.user()];
  expect((await as(owner).ask(NAMES)).attributeNames).toEqual([]);
  await build.recipient({ owner, attributes: { город: 'Москва', city: 'Rome' } });
  await build.recipient({ owner, attributes: { city: 'Oslo', 'since "when"': '2026-01-31' } });
  await build.recipient({ owner: other, attributes: { secret: 1 } });
  expect((await as(owner).ask(NAMES)).attributeNames).toEqual(['city', 'since "when"', 'город']);
  expect((await as(owner).ask(NAMES, { ownerId: String(other.id) })).attributeNames).toEqual([]);
  const manager = await build.user({ isSuperuser: true });
  expect((await as(manager).ask(NAMES, { ownerId: String(other.id) })).attributeNames).toEqual(['secret']);
});

test('a name that an old recipient is given is known at once', async () => {
  const owner = await build.user();
  const { email } = await build.recipient({ owner, attributes: { city: 'Rome' } });
  await build.people(owner, 2000);
  expect((await as(owner).ask(NAMES)).attributeNames).toEqual([]);
  await as(owner).ask(UPSERT, { input: [{ email, attributes: { since: 2020 } }] });
  expect((await as(owner).ask(NAMES)).attributeNames).toContain('since');
});
