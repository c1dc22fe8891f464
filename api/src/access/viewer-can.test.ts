import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import type { Codename } from '../context/actor.ts';

const RECIPIENT = 'query ($id: ID!) { recipient(id: $id) { viewerCan { edit delete } } }';
const MESSAGE = 'query ($id: ID!) { message(id: $id) { viewerCan { edit delete } } }';

async function whoMay(...codenames: Codename[]) {
  const user = await build.user();
  await build.member(user, await build.group(codenames));
  return as(user);
}

test.each([
  [[], { edit: false, delete: false }],
  [['change'], { edit: true, delete: false }],
  [['delete'], { edit: false, delete: true }],
] as const)('who may %j the things of others is told exactly that', async (actions, expected) => {
  const owner = await build.user();
  const [recipient, message] = [await build.recipient({ owner }), await build.message({ owner })];
  const client = await whoMay(
    ...(['view_recipient', 'can_view_all_recipients', 'view_message', 'can_view_all_messages'] as const),
    ...actions.flatMap((action) => [`${action}_recipient`, `${action}_message`] as Codename[]),
  );
  expect((await client.ask(RECIPIENT, { id: recipient.id })).recipient.viewerCan).toEqual(expected);
  expect((await client.ask(MESSAGE, { id: message.id })).message.viewerCan).toEqual(expected);
  const own = as(owner);
  expect((await own.ask(RECIPIENT, { id: recipient.id })).recipient.viewerCan).toEqual({
    edit: true,
    delete: true,
  });
});
