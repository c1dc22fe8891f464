import type { User } from '../src/accounts/user.entity.ts';
import { hashPassword } from '../src/accounts/passwords/password-hash.ts';
import { linkKeyOf, sealLink } from '../src/sending/unsubscribing/unsubscribe-link.ts';
import { build } from './build.ts';
import { buildEvent } from './build-event.ts';
import { sessionOf } from './server.ts';
import { as } from './client.ts';
import { testApp } from './database.ts';
import { moreOperations, moreThings } from './more-operations.ts';
import { buildImport, buildUpload } from './build-import.ts';
import { endRun } from './end-run.ts';

const TOKEN =
  'mutation ($input: CreateApiTokenInput!) { createApiToken(input: $input) { secret token { id } } }';

/** An API token that ends in an hour, with its secret. */
export async function tokenOf(
  user: User,
  scopes: string[],
  name = 'A program',
): Promise<{ secret: string; token: { id: string } }> {
  const input = { name, scopes, expiresAt: soon() };
  return (await as(user).ask(TOKEN, { input })).createApiToken;
}

export const soon = () => new Date(Date.now() + 3_600_000).toISOString();

/** The number of a session of this user. */
export async function sessionIdOf(user: User): Promise<number> {
  await sessionOf(user);
  const sql = 'select id from session where user_id = ? order by id desc limit 1';
  const [row] = await execute<{ id: number }>(sql, [user.id]);
  return row!.id;
}
/** The token of an unsubscribe link in an owner's mail. */
const unsubscribeTokenOf = async (owner: User) => {
  const { services } = await testApp();
  const link = { kind: 'SHARED', deliveryId: 1, ownerId: owner.id, addressHash: Buffer.alloc(16) } as const;
  return sealLink(linkKeyOf(services.secret), link);
};

type Make = (owner: User) => Promise<unknown>;
const execute = async <T>(sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

/** Creates what the operations need. */
export const things: Record<string, Make> = {
  recipient: async (owner) => (await build.recipient({ owner })).id,
  list: async (owner) => (await build.list({ owner })).id,
  listToJoin: async (owner) => (await build.recipient({ owner })) && (await build.list({ owner })).id,
  fullList: async (owner) => (await build.list({ owner, recipients: [await build.recipient({ owner })] })).id,
  change: async (owner) => (await build.change({ owner })).id,
  endedChange: async (owner) => (await build.change({ owner, hasEnded: true })).id,
  segment: async (owner) => (await build.segment({ owner })).id,
  message: async (owner) => (await build.message({ owner })).id,
  brokenMessage: async (owner) => (await build.message({ owner, body: '{% if %}' })).id,
  mailing: async (owner) => (await build.mailing({ owner, people: 1 })).id,
  mailingToJoin: async (owner) => (await build.recipient({ owner })) && (await build.mailing({ owner })).id,
  armed: async (owner) => (await build.mailing({ owner, values: { nextRunAt: new Date('2040-01-01') } })).id,
  completed: async (owner) => (await build.mailing({ owner, values: { status: 'COMPLETED' } })).id,
  post: async () => (await build.post()).id,
  slug: async () => (await build.post()).slug,
  interval: async () => (await build.interval({ every: 1, unit: 'DAY' })).id,
  user: async (owner) => owner.id,
  token: async (owner) => (await tokenOf(owner, ['READ'])).token.id,
  session: sessionIdOf,
  group: async () => (await build.group()).id,
  sender: async (owner) => (await build.sender({ owner })).id,
  ...moreThings,
  domain: async (owner) => (await build.senderDomain({ owner })).id,
  suppression: async (owner) => (await build.suppression(owner)).id,
  unsubscribeToken: unsubscribeTokenOf,
  account: async () => (await build.user({ passwordHash: await hashPassword('long enough') })).email,
  confirmLink: async () => build.link(await build.user({ emailConfirmedAt: null }), 'CONFIRM_EMAIL'),
  resetLink: async () => build.link(await build.user(), 'RESET_PASSWORD'),
  password: async (owner) =>
    execute('update "user" set password_hash = ? where id = ?', [
      await hashPassword('long enough'),
      owner.id,
    ]),
  async run(owner) {
    const id = await things.mailing!(owner);
    return (
      await as(owner).ask('mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }', { id })
    ).launchSend.id;
  },
  async paused(owner) {
    const id = await things.run!(owner);
    return (await as(owner).ask('mutation ($id: ID!) { pauseRun(id: $id) { id } }', { id })).pauseRun.id;
  },
  async inDoubt(owner) {
    const id = await things.run!(owner);
    const [row] = await execute<{ recipient_id: number }>(
      'select recipient_id from delivery where run_id = ?',
      [id],
    );
    await endRun(id as string, { [row!.recipient_id]: 'UNKNOWN' });
    return id;
  },
  upload: buildUpload,
  async checkedImport(owner) {
    return buildImport(owner, { status: 'CHECKED', dryRun: true });
  },
  async endedImport(owner) {
    return buildImport(owner, { status: 'COMPLETED' });
  },
  async attempt(owner) {
    const [row] = await execute<{ id: string }>(
      `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response)
       select delivery.id, run.id, run.mailing_id, run.owner_id, 'SUCCESS', '250 ok'
       from delivery join mailing_run run on run.id = delivery.run_id where run.id = ? returning id`,
      [await things.run!(owner)],
    );
    return row!.id;
  },
  async event(owner) {
    return buildEvent(await things.run!(owner));
  },
};

/** Each operation's arguments and selection, and the thing that $id is of. */
export const asked: Record<string, [body: string, thing?: string]> = {
  'Query.viewer': ['{ id }'],
  'Query.user': ['(id: $id) { id }', 'user'],
  'Query.users': ['{ totalCount }'],
  'Query.groups': ['{ id }'],
  'Query.permissions': ['{ codename }'],
  'Query.apiTokens': ['{ id }'],
  'Query.viewerToken': ['{ id }'],
  'Query.sessions': ['{ id }'],
  'Query.overview': ['{ mailingCount }'],
  'Query.statistics': ['(filter: { ownerId: $owner }) { attempts }', 'attempt'],
  'Query.recipient': ['(id: $id) { id }', 'recipient'],
  'Query.recipients': ['(filter: { ownerId: $owner }) { totalCount }', 'recipient'],
  'Query.recipientsByEmail': ['(emails: [$unique]) { id }'],
  'Query.attributeNames': ['(ownerId: $owner)', 'recipient'],
  'Query.recipientList': ['(id: $id) { id }', 'list'],
  'Query.recipientLists': ['(filter: { ownerId: $owner }) { totalCount }', 'list'],
  'Query.senderIdentities': ['(filter: { ownerId: $owner }) { totalCount }', 'sender'],
  'Query.senderDomains': ['(filter: { ownerId: $owner }) { totalCount }', 'domain'],
  'Query.recipientChange': ['(id: $id) { id }', 'change'],
  'Query.recipientChanges': ['{ totalCount }', 'change'],
  'Query.segment': ['(id: $id) { id }', 'segment'],
  'Query.segments': ['(filter: { ownerId: $owner }) { totalCount }', 'segment'],
  'Query.suppressions': ['(filter: { ownerId: $owner }) { totalCount }', 'suppression'],
  'Query.message': ['(id: $id) { id }', 'message'],
  'Query.messages': ['(filter: { ownerId: $owner }) { totalCount }', 'message'],
  'Query.convertMjml': ['(mjml: "<mjml><mj-body></mj-body></mjml>") { html }'],
  'Query.previewMessage': ['(input: { messageId: $id }) { subject }', 'message'],
  'Query.mailing': ['(id: $id) { id }', 'mailing'],
  'Query.mailings': ['(filter: { ownerId: $owner }) { totalCount }', 'mailing'],
  'Query.previewAudience': ['(input: { mailingId: $id }) { count }', 'mailing'],
  'Query.previewStarts': ['(input: { startAt: "2027-03-26T01:30:00Z", intervalId: $id })', 'interval'],
  'Query.intervals': ['{ id }'],
  'Query.upload': ['(id: $id) { id }', 'upload'],
  'Query.recipientImport': ['(id: $id) { id }', 'endedImport'],
  'Query.recipientImports': ['{ totalCount }', 'endedImport'],
  'Query.preflight': ['(mailingId: $id) { checkedCount }', 'mailing'],
  'Query.mailingRun': ['(id: $id) { id }', 'run'],
  'Query.mailingRuns': ['(filter: { ownerId: $owner }) { totalCount }', 'run'],
  'Query.attempt': ['(id: $id) { id }', 'attempt'],
  'Query.attempts': ['(filter: { ownerId: $owner }) { totalCount }', 'attempt'],
  'Query.mailEvents': ['(filter: { ownerId: $owner }) { totalCount }', 'event'],
  'Query.sendingLimits': ['{ connections }'],
  'Query.mailServers': ['{ label }'],
  'Query.serverEncryption': ['{ label }'],
  'Query.unsubscribePage': ['(token: $text) { senderName }', 'unsubscribeToken'],
  'Query.jobs': ['{ name }'],
  'Query.jobRuns': ['{ nodes { id } }'],
  'Query.auditEntries': ['{ nodes { id } }'],
  ...moreOperations,
  'Mutation.clearCache': [''],
  'Mutation.pauseJob': ['(name: "clean-up") { name }'],
  'Mutation.resumeJob': ['(name: "clean-up") { name }'],
  'Mutation.runJob': ['(name: "clean-up") { name }'],
  'Query.blogPost': ['(slug: $text) { id }', 'slug'],
  'Query.blogPosts': ['{ nodes { id } }'],
  'Query.previewBlogPost': ['(content: "A")'],
  'Mutation.createBlogPost': ['(input: { title: "A", content: "B" }) { id }'],
  'Mutation.updateBlogPost': ['(id: $id, input: { content: "B" }) { id }', 'post'],
  'Mutation.deleteBlogPost': ['(id: $id)', 'post'],
  'Query.registration': [''],
  'Query.catchesMail': [''],
  'Query.confirmation': ['(token: $text) { email }', 'confirmLink'],
  'Mutation.register': ['(input: { email: $unique, fullName: "A" })'],
  'Mutation.confirmEmail': ['(input: { token: $text, password: "a rare password" }) { id }', 'confirmLink'],
  'Mutation.resendConfirmation': ['(email: $unique)'],
  'Mutation.login': ['(input: { email: $text, password: "long enough" }) { id }', 'account'],
  'Mutation.logout': [''],
  'Mutation.requestPasswordReset': ['(email: $unique)'],
  'Mutation.resetPassword': ['(input: { token: $text, newPassword: "a rare password" })', 'resetLink'],
  'Mutation.changePassword': [
    '(input: { currentPassword: "long enough", newPassword: "a rare password" })',
    'password',
  ],
  'Mutation.updateProfile': ['(input: { fullName: "A" }) { id }'],
  'Mutation.createApiToken': ['(input: { name: "A", scopes: [READ], expiresAt: $soon }) { secret }'],
  'Mutation.revokeApiToken': ['(id: $id)', 'token'],
  'Mutation.endSession': ['(id: $id)', 'session'],
  'Mutation.endOtherSessions': [''],
  'Mutation.createUser': [
    '(input: { email: $unique, password: "a long enough secret", fullName: "A" }) { id }',
  ],
  'Mutation.updateUser': ['(id: $id, input: { fullName: "A" }) { id }', 'user'],
  'Mutation.deleteUser': ['(id: $id)', 'user'],
  'Mutation.blockUser': ['(id: $id) { id }', 'user'],
  'Mutation.unblockUser': ['(id: $id) { id }', 'user'],
  'Mutation.approveUser': ['(id: $id) { id }', 'user'],
  'Mutation.setUserLimited': ['(id: $id, isLimited: false) { id }', 'user'],
  'Mutation.createGroup': ['(input: { name: $unique, permissions: [] }) { id }'],
  'Mutation.updateGroup': ['(id: $id, input: { permissions: [] }) { id }', 'group'],
  'Mutation.deleteGroup': ['(id: $id)', 'group'],
  'Mutation.createRecipient': ['(input: { email: $unique }) { id }'],
  'Mutation.upsertRecipients': ['(input: [{ email: $unique }]) { createdCount }'],
  'Mutation.updateRecipient': ['(id: $id, input: { comment: "" }) { id }', 'recipient'],
  'Mutation.deleteRecipient': ['(id: $id)', 'recipient'],
  'Mutation.deleteRecipients': ['(ids: [$id])', 'recipient'],
  'Mutation.importRecipients': [
    '(input: { uploadId: $id, columns: [], onConflict: UPDATE }) { id }',
    'upload',
  ],
  'Mutation.confirmRecipientImport': ['(id: $id) { id }', 'checkedImport'],
  'Mutation.cancelRecipientImport': ['(id: $id) { id }', 'checkedImport'],
  'Mutation.undoRecipientImport': ['(id: $id) { id }', 'endedImport'],
  'Mutation.createRecipientList': ['(input: { name: $unique }) { id }'],
  'Mutation.updateRecipientList': ['(id: $id, input: { description: "" }) { id }', 'list'],
  'Mutation.duplicateRecipientList': ['(id: $id) { id }', 'list'],
  'Mutation.deleteRecipientList': ['(id: $id)', 'list'],
  'Mutation.restoreRecipientList': ['(id: $id) { id }', 'deletedList'],
  'Mutation.addRecipientsToList': ['(listId: $id, ids: [$person]) { count }', 'listToJoin'],
  'Mutation.removeRecipientsFromList': ['(listId: $id, ids: [$person]) { count }', 'fullList'],
  'Mutation.createSenderIdentity': ['(input: { name: "A", address: $unique }) { id }'],
  'Mutation.updateSenderIdentity': ['(id: $id, input: { name: "A" }) { id }', 'sender'],
  'Mutation.deleteSenderIdentity': ['(id: $id)', 'sender'],
  'Mutation.addSenderDomain': ['(input: { domain: $domain }) { id }'],
  'Mutation.checkSenderDomain': ['(id: $id) { id }', 'domain'],
  'Mutation.rotateDkimKey': ['(id: $id) { id }', 'domain'],
  'Mutation.deleteSenderDomain': ['(id: $id)', 'domain'],
  'Mutation.changeRecipients': [
    '(input: { kind: DELETE, selection: { ids: [$id] } }) { totalCount }',
    'recipient',
  ],
  'Mutation.cancelRecipientChange': ['(id: $id) { id }', 'change'],
  'Mutation.undoRecipientChange': ['(id: $id) { id }', 'endedChange'],
  'Mutation.createSegment': ['(input: { name: $unique, filter: { status: ACTIVE } }) { id }'],
  'Mutation.updateSegment': ['(id: $id, input: { description: "" }) { id }', 'segment'],
  'Mutation.deleteSegment': ['(id: $id)', 'segment'],
  'Mutation.restoreSegment': ['(id: $id) { id }', 'deletedSegment'],
  'Mutation.addSuppressions': ['(input: { emails: [$unique] }) { addedCount }'],
  'Mutation.liftSuppression': ['(id: $id, reason: "A") { id }', 'suppression'],
  'Mutation.createMessage': ['(input: { subject: "A", body: "B" }) { id }'],
  'Mutation.updateMessage': ['(id: $id, input: { body: "B" }) { id }', 'message'],
  'Mutation.deleteMessage': ['(id: $id)', 'message'],
  'Mutation.restoreMessage': ['(id: $id) { id }', 'deletedMessage'],
  'Mutation.sendTest': ['(input: { messageId: $id, to: ["a@example.com"] })', 'brokenMessage'],
  'Mutation.createMailing': ['(input: { messageId: $id }) { id }', 'message'],
  'Mutation.updateMailing': ['(id: $id, input: { name: "A" }) { id }', 'mailing'],
  'Mutation.deleteMailing': ['(id: $id)', 'mailing'],
  'Mutation.restoreMailing': ['(id: $id) { id }', 'deletedMailing'],
  'Mutation.disableMailing': ['(id: $id) { id }', 'mailing'],
  'Mutation.enableMailing': ['(id: $id) { id }', 'mailing'],
  'Mutation.cancelMailing': ['(id: $id) { id }', 'armed'],
  'Mutation.reopenMailing': ['(id: $id) { id }', 'completed'],
  'Mutation.createInterval': ['(input: { name: $unique, every: 1, unit: DAY }) { id }'],
  'Mutation.updateInterval': ['(id: $id, input: { every: 2 }) { id }', 'interval'],
  'Mutation.deleteInterval': ['(id: $id)', 'interval'],
  'Mutation.launchSend': ['(input: { mailingId: $id }) { id }', 'mailing'],
  'Mutation.pauseRun': ['(id: $id) { id }', 'run'],
  'Mutation.resumeRun': ['(id: $id) { id }', 'paused'],
  'Mutation.cancelRun': ['(id: $id) { id }', 'run'],
  'Mutation.resolveUnknown': ['(runId: $id, resolution: MARK_SENT) { id }', 'inDoubt'],
  'Mutation.setSendingLimits': ['(input: { connections: 20 }) { connections }'],
  'Subscription.mailingRun': ['(id: $id) { id }', 'run'],
};
