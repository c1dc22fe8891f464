import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { asRequest } from '../../test/client.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import { sessionOf } from '../../test/server.ts';

const VIEWER =
  '{ viewer { id email fullName locale timeZone isSuperuser isActive createdAt emailConfirmedAt } }';
const PAGE = '{ recipients { nodes { email lists { name } owner { id email fullName } } } }';

test('a session finds the viewer in the statement that lets the request in', async () => {
  const owner = await build.user({ fullName: 'Olga', timeZone: 'Europe/Berlin' });
  await build.people(owner, 3);
  const client = asRequest({ cookie: await sessionOf(owner) });
  await client.ask(VIEWER);
  const { viewer } = await expectQueries(1, () => client.ask(VIEWER));
  expect(viewer).toMatchObject({
    id: String(owner.id),
    email: owner.email,
    fullName: 'Olga',
    isActive: true,
  });
  expect(viewer).toMatchObject({ timeZone: 'Europe/Berlin', createdAt: owner.createdAt.toISOString() });
  // The viewer, the people, and their lists; the owner is the viewer.
  const { recipients } = await expectQueries(3, () => client.ask(PAGE));
  expect(recipients.nodes).toHaveLength(3);
  expect(recipients.nodes[0].owner).toEqual({ id: String(owner.id), email: owner.email, fullName: 'Olga' });
});

test('what is changed in a request is shown as changed', async () => {
  const owner = await build.user({ fullName: 'Olga' });
  const list = await build.list({ owner });
  const client = asRequest({ cookie: await sessionOf(owner) });
  const answer = await client.ask(
    `mutation ($list: ID!) { first: updateProfile(input: { fullName: "Helga" }) { fullName }
      second: updateRecipientList(id: $list, input: { name: "Other" }) { owner { fullName } } }`,
    { list: list.id },
  );
  expect(answer).toEqual({ first: { fullName: 'Helga' }, second: { owner: { fullName: 'Helga' } } });
});
