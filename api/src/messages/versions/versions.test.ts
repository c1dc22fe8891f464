import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';

const UPDATE =
  'mutation ($id: ID!, $input: UpdateMessageInput!) { updateMessage(id: $id, input: $input) { id } }';
const VERSIONS = `query ($id: ID!) { message(id: $id) { versions(first: 100) {
  totalCount nodes { id subject body format textPart } } } }`;
const ONE = 'query ($id: ID!) { messageVersion(id: $id) { subject body } }';

test('what a message was before each change is kept, newest first, and can be looked at', async () => {
  const owner = await build.user();
  const { id } = await build.message({ owner, subject: 'One', body: '<p>1</p>' });
  await as(owner).ask(UPDATE, { id, input: { subject: 'Two' } });
  await as(owner).ask(UPDATE, { id, input: { body: '2', format: 'TEXT' } });
  await as(owner).ask(UPDATE, { id, input: { subject: 'Two' } });
  const { versions } = (await as(owner).ask(VERSIONS, { id })).message;
  expect(versions).toMatchObject({
    totalCount: 2,
    nodes: [
      { subject: 'Two', body: '<p>1</p>', format: 'HTML' },
      { subject: 'One', body: '<p>1</p>', format: 'HTML' },
    ],
  });
  const first = versions.nodes[1].id;
  expect((await as(owner).ask(ONE, { id: first })).messageVersion).toEqual({
    subject: 'One',
    body: '<p>1</p>',
  });
  const stranger = await as(await build.user()).refused(ONE, { id: first });
  expect(stranger.extensions.code).toBe('NOT_FOUND');
});

test('only the latest versions are kept, and not more than there is room for', async () => {
  const owner = await build.user();
  const { id } = await build.message({ owner });
  const { orm } = await testApp();
  const add = async (count: number, letters: number) =>
    orm.em.fork().execute(
      `insert into message_version (message_id, subject, body, format, saved_at)
       select ?, 'Old ' || n, repeat('x', ?), 'HTML', now() from generate_series(1, ?) n`,
      [id, letters, count],
    );
  const COUNT = 'query ($id: ID!) { message(id: $id) { versions(first: 1) { totalCount nodes { body } } } }';
  const kept = async () => (await as(owner).ask(COUNT, { id })).message.versions;
  await add(60, 1);
  await as(owner).ask(UPDATE, { id, input: { body: 'first' } });
  expect((await kept()).totalCount).toBe(50);
  await add(12, 1_000_000);
  await as(owner).ask(UPDATE, { id, input: { body: 'second' } });
  const { totalCount, nodes } = await kept();
  expect(totalCount).toBe(10);
  expect(nodes[0].body).toBe('first');
});
