import type { User } from '../src/accounts/user.entity.ts';
import { build } from './build.ts';
import { as } from './client.ts';
import { testApp } from './database.ts';
import { buildAttachment, buildVersion } from './build-version.ts';
import { buildImage } from './build-image.ts';
import { buildView } from './build-view.ts';

export const moreThings = {
  view: buildView,
  attachment: async (owner: User) => buildAttachment(await build.message({ owner })),
  messageVersion: async (owner: User) => buildVersion(await build.message({ owner })),
  mailImage: async (owner: User) => (await buildImage(owner)).id,
  webhook: async (owner: User) => (await build.webhook(owner)).id,
  start: async (owner: User) => {
    const mailing = await build.mailing({ owner });
    const { orm } = await testApp();
    await orm.em
      .fork()
      .execute("insert into mailing_start (mailing_id, due_at, outcome) values (?, now(), 'DROPPED')", [
        mailing.id,
      ]);
    return mailing.id;
  },
  webhookCall: async (owner: User) => build.webhookCall(await build.webhook(owner)),
  deletedList: async (owner: User) => deleted(owner, 'RecipientList', await build.list({ owner })),
  deletedSegment: async (owner: User) => deleted(owner, 'Segment', await build.segment({ owner })),
  deletedMessage: async (owner: User) => deleted(owner, 'Message', await build.message({ owner })),
  deletedMailing: async (owner: User) => deleted(owner, 'Mailing', await build.mailing({ owner })),
};

async function deleted(owner: User, kind: string, { id }: { id: number }): Promise<number> {
  await as(owner).ask(`mutation ($id: ID!) { delete${kind}(id: $id) }`, { id });
  return id;
}

/** Like `asked`, for webhooks, selections of recipients, and what belongs to messages. */
export const moreOperations: Record<string, [body: string, thing?: string]> = {
  'Query.mailingStarts': ['(filter: { ownerId: $owner }) { totalCount }', 'start'],
  'Query.armedMailings': ['(ownerId: $owner) { totalCount }', 'armed'],
  'Mutation.disarmMailing': ['(id: $id) { id }', 'armed'],
  'Query.personTraces': ['(input: { email: $unique, ownerId: $owner }) { isRecipient }', 'recipient'],
  'Mutation.erasePerson': ['(input: { email: $unique, ownerId: $owner }) { isRecipient }', 'recipient'],
  'Query.installation': ['{ version }'],
  'Query.userSessions': ['(userId: $owner) { totalCount }', 'session'],
  'Query.deliveries': ['(filter: { ownerId: $owner }) { totalCount }', 'run'],
  'Mutation.endUserSession': ['(id: $id)', 'session'],
  'Mutation.endUserSessions': ['(userId: $owner)', 'session'],
  'Query.messageVersion': ['(id: $id) { id }', 'messageVersion'],
  'Query.mailLayout': ['{ accent }'],
  'Mutation.updateMailLayout': ['(input: { accent: "#112233" }) { accent }'],
  'Mutation.deleteMessageAttachment': ['(id: $id)', 'attachment'],
  'Query.mailImages': ['{ totalCount }', 'mailImage'],
  'Mutation.deleteMailImage': ['(id: $id)', 'mailImage'],
  'Query.savedViews': ['(page: RECIPIENTS) { id }', 'view'],
  'Mutation.saveView': ['(input: { page: RECIPIENTS, name: $unique, query: "q=a" }) { id }'],
  'Mutation.renameView': ['(id: $id, name: $unique) { id }', 'view'],
  'Mutation.deleteView': ['(id: $id)', 'view'],
  'Query.webhooks': ['{ id }'],
  'Query.webhook': ['(id: $id) { id }', 'webhook'],
  'Mutation.createWebhook': ['(input: { url: "https://example.com/", events: [RUN_FINISHED] }) { secret }'],
  'Mutation.updateWebhook': ['(id: $id, input: { events: [RUN_FINISHED] }) { id }', 'webhook'],
  'Mutation.rotateWebhookSecret': ['(id: $id) { secret }', 'webhook'],
  'Mutation.deleteWebhook': ['(id: $id)', 'webhook'],
  'Mutation.testWebhook': ['(id: $id) { id }', 'webhook'],
  'Mutation.replayWebhookCall': ['(id: $id) { id }', 'webhookCall'],
  'Mutation.addRecipientsToList': [
    '(listId: $id, selection: { filter: { status: ACTIVE } }) { count }',
    'listToJoin',
  ],
  'Mutation.removeRecipientsFromList': [
    '(listId: $id, selection: { filter: { status: ACTIVE } }) { count }',
    'fullList',
  ],
  'Mutation.addRecipientsToMailing': [
    '(mailingId: $id, selection: { filter: { status: ACTIVE } }) { count }',
    'mailingToJoin',
  ],
  'Mutation.removeRecipientsFromMailing': [
    '(mailingId: $id, selection: { filter: { status: ACTIVE } }) { count }',
    'mailing',
  ],
};
