import { expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as } from '../../test/client.ts';
import { worldOf, type World } from '../../test/world.ts';
import { allPermissions } from '../accounts/permission.list.ts';
import { permissionEffect } from './permission-name.ts';
import type { Codename } from '../context/actor.ts';

interface Effect {
  codename: Codename;
  /** Other permissions that it requires. */
  beside: Codename[];
  /** What a user can do with it, and cannot do without it. */
  operation: string;
  thing?: keyof World;
}

const recipients: Codename[] = ['view_recipient', 'can_view_all_recipients'];
const messages: Codename[] = ['view_message', 'can_view_all_messages'];
const mailings: Codename[] = ['view_mailing', 'can_view_all_mailings'];
const interval = 'input: { name: "Effect", every: 1, unit: DAY }';
const post = 'input: { title: "Effect", content: "A" }';

const effects: Effect[] = [
  {
    codename: 'view_recipient',
    beside: ['can_view_all_recipients'],
    operation: 'query ($id: ID!) { recipient(id: $id) { id } }',
    thing: 'recipient',
  },
  {
    codename: 'can_view_all_recipients',
    beside: ['view_recipient'],
    operation: 'query ($id: ID!) { recipientList(id: $id) { id } }',
    thing: 'list',
  },
  {
    codename: 'change_recipient',
    beside: recipients,
    operation: 'mutation ($id: ID!) { updateRecipient(id: $id, input: { comment: "Seen" }) { id } }',
    thing: 'recipient',
  },
  {
    codename: 'delete_recipient',
    beside: recipients,
    operation: 'mutation ($id: ID!) { deleteRecipient(id: $id) }',
    thing: 'outsider',
  },
  {
    codename: 'view_message',
    beside: ['can_view_all_messages'],
    operation: 'query ($id: ID!) { message(id: $id) { id } }',
    thing: 'message',
  },
  {
    codename: 'can_view_all_messages',
    beside: ['view_message'],
    operation: 'query ($id: ID!) { message(id: $id) { id } }',
    thing: 'message',
  },
  {
    codename: 'change_message',
    beside: messages,
    operation: 'mutation ($id: ID!) { updateMessage(id: $id, input: { subject: "Seen" }) { id } }',
    thing: 'message',
  },
  {
    codename: 'view_mailing',
    beside: ['can_view_all_mailings'],
    operation: 'query ($id: ID!) { mailing(id: $id) { id } }',
    thing: 'mailing',
  },
  {
    codename: 'can_view_all_mailings',
    beside: ['view_mailing'],
    operation: 'query ($id: ID!) { mailingRun(id: $id) { id } }',
    thing: 'run',
  },
  {
    codename: 'change_mailing',
    beside: mailings,
    operation: 'mutation ($id: ID!) { updateMailing(id: $id, input: { name: "Seen" }) { id } }',
    thing: 'mailing',
  },
  {
    codename: 'can_disable_mailing',
    beside: mailings,
    operation: 'mutation ($id: ID!) { disableMailing(id: $id) { id } }',
    thing: 'mailing',
  },
  {
    codename: 'delete_mailing',
    beside: mailings,
    operation: 'mutation ($id: ID!) { deleteMailing(id: $id) }',
    thing: 'launched',
  },
  { codename: 'view_user', beside: [], operation: '{ users(first: 1) { nodes { id } } }' },
  {
    codename: 'change_user',
    beside: ['view_user'],
    operation: 'mutation ($id: ID!) { blockUser(id: $id) { id } }',
    thing: 'user',
  },
  { codename: 'view_group', beside: [], operation: '{ groups { id } }' },
  { codename: 'add_interval', beside: [], operation: `mutation { createInterval(${interval}) { id } }` },
  {
    codename: 'change_interval',
    beside: [],
    operation: 'mutation ($id: ID!) { updateInterval(id: $id, input: { every: 3 }) { id } }',
    thing: 'interval',
  },
  {
    codename: 'delete_interval',
    beside: [],
    operation: 'mutation ($id: ID!) { deleteInterval(id: $id) }',
    thing: 'interval',
  },
  { codename: 'add_blogpost', beside: [], operation: `mutation { createBlogPost(${post}) { id } }` },
  {
    codename: 'change_blogpost',
    beside: [],
    operation: 'mutation ($id: ID!) { updateBlogPost(id: $id, input: { title: "Seen" }) { id } }',
    thing: 'post',
  },
  {
    codename: 'delete_blogpost',
    beside: [],
    operation: 'mutation ($id: ID!) { deleteBlogPost(id: $id) }',
    thing: 'post',
  },
];

async function holderOf(permissions: Codename[]) {
  const user = await build.user();
  await build.member(user, await build.group(permissions));
  return as(user);
}

test.each(effects)(
  '$codename has its effect, and is needed for it',
  async ({ codename, beside, operation, thing }) => {
    const world = await worldOf(await build.user());
    const variables = thing ? { id: world[thing] } : {};
    const without = await (await holderOf(beside)).refused(operation, variables);
    expect(['FORBIDDEN', 'NOT_FOUND']).toContain(without.extensions.code);
    await (await holderOf([...beside, codename])).ask(operation, variables);
  },
);

test('delete_message deletes what is not in use', async () => {
  const { id } = await build.message({ owner: await build.user() });
  const document = 'mutation ($id: ID!) { deleteMessage(id: $id) }';
  expect((await (await holderOf(messages)).refused(document, { id })).extensions.code).toBe('FORBIDDEN');
  await (await holderOf([...messages, 'delete_message'])).ask(document, { id });
});

test('view_blogpost shows drafts', async () => {
  const { slug } = await build.post({ isPublished: false, publishedAt: null });
  const document = 'query ($slug: String!) { blogPost(slug: $slug) { title } }';
  expect((await (await holderOf([])).refused(document, { slug })).extensions.code).toBe('NOT_FOUND');
  expect((await (await holderOf(['view_blogpost'])).ask(document, { slug })).blogPost).not.toBeNull();
});

test('every permission that is offered has a row here, and says its effect in both languages', () => {
  const known = new Set([...effects.map(({ codename }) => codename), 'delete_message', 'view_blogpost']);
  expect([...known].toSorted()).toEqual(allPermissions.toSorted());
  for (const codename of allPermissions) {
    expect(permissionEffect('EN', codename)).toMatch(/\.$/);
    expect(permissionEffect('RU', codename)).toMatch(/[а-я].*\.$/);
  }
});
