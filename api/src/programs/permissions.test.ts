import type { GraphQLSchema } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { answerRoot } from '../../test/answer-root.ts';
import { build } from '../../test/build.ts';
import { as, asRequest, type Client, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { documentOf, made } from '../../test/operation-documents.ts';
import { asked, tokenOf } from '../../test/operations.ts';
import { sessionOf } from '../../test/server.ts';
import { User } from '../accounts/user.entity.ts';
import * as ruleObjects from '../access/root-permissions.ts';
import { createSchema, rules } from './schema.ts';

/**
 * Who may do what with the things of an owner; READ, WRITE and SEND are the owner's own API tokens. `+` it is
 * done, `e` it is done, but nothing of the owner's is touched or shown, `i` INVALID, `c` CONFLICT, `-`
 * UNAUTHENTICATED, `x` FORBIDDEN, `0` NOT_FOUND. The last column names the rule of the root field, because
 * the use case would give some of the same responses.
 */
const matrix = `
                                     anonymous owner stranger manager superuser blocked READ WRITE SEND    rule
Query.viewer                             +       +      +        +        +        +     +     +    +      allow
Query.catchesMail                        +       +      +        +        +        +     +     +    +      allow
Query.registration                       +       +      +        +        +        +     +     +    +      allow
Query.confirmation                       +       +      +        +        +        +     x     x    x      noToken
Query.user                               -       +      0        +        +        -     +     x    x      reads
Query.users                              -       x      x        +        +        -     x     x    x      readsUsers
Query.groups                             -       x      x        x        +        -     x     x    x      readsGroups
Query.permissions                        -       x      x        x        +        -     x     x    x      readsGroups
Query.savedViews                         -       +      +        +        +        -     x     x    x      inPerson
Query.apiTokens                          -       +      +        +        +        -     x     x    x      inPerson
Query.viewerToken                        +       +      +        +        +        +     +     +    +      allow
Query.sessions                           -       +      +        +        +        -     x     x    x      inPerson
Query.userSessions                       -       x      x        x        +        -     x     x    x      writesUsers
Query.installation                       -       x      x        x        +        -     x     x    x      writesUsers
Query.overview                           +       +      +        +        +        +     +     +    +      allow
Query.statistics                         -       +      e        +        +        -     +     x    x      readsMailings
Query.recipient                          -       +      0        +        +        -     +     x    x      readsRecipients
Query.recipients                         -       +      e        +        +        -     +     x    x      readsRecipients
Query.recipientsByEmail                  -       +      +        +        +        -     +     x    x      readsRecipients
Query.attributeNames                     -       +      +        +        +        -     +     x    x      readsRecipients
Query.recipientList                      -       +      0        +        +        -     +     x    x      readsRecipients
Query.recipientLists                     -       +      e        +        +        -     +     x    x      readsRecipients
Query.senderIdentities                   -       +      e        +        +        -     +     x    x      reads
Query.senderDomains                      -       +      e        +        +        -     +     x    x      reads
Query.recipientChange                    -       +      0        +        +        -     +     x    x      readsRecipients
Query.recipientChanges                   -       +      e        +        +        -     +     x    x      readsRecipients
Query.segment                            -       +      0        +        +        -     +     x    x      readsRecipients
Query.personTraces                       -       +      0        x        +        -     +     x    x      readsRecipients
Query.segments                           -       +      e        +        +        -     +     x    x      readsRecipients
Query.suppressions                       -       +      e        +        +        -     +     x    x      readsRecipients
Query.upload                             -       +      0        +        +        -     +     x    x      readsRecipients
Query.recipientImport                    -       +      0        +        +        -     +     x    x      readsRecipients
Query.recipientImports                   -       +      e        +        +        -     +     x    x      readsRecipients
Query.message                            -       +      0        +        +        -     +     x    x      readsMessages
Query.messages                           -       +      e        +        +        -     +     x    x      readsMessages
Query.mailLayout                         -       +      +        +        +        -     +     x    x      reads
Query.mailImages                         -       +      e        e        e        -     +     x    x      reads
Query.messageVersion                     -       +      0        +        +        -     +     x    x      readsMessages
Query.convertMjml                        -       +      +        +        +        -     +     x    x      readsMessages
Query.previewMessage                     -       +      0        +        +        -     +     x    x      readsMessages
Query.mailing                            -       +      0        +        +        -     +     x    x      readsMailings
Query.mailings                           -       +      e        +        +        -     +     x    x      readsMailings
Query.previewAudience                    -       +      0        +        +        -     +     x    x      readsMailings
Query.previewStarts                      -       +      +        +        +        -     +     x    x      reads
Query.intervals                          -       +      +        +        +        -     +     x    x      reads
Query.mailingRun                         -       +      0        +        +        -     +     x    x      readsMailings
Query.mailingRuns                        -       +      e        +        +        -     +     x    x      readsMailings
Query.deliveries                         -       +      e        +        +        -     +     x    x      readsMailings
Query.mailingStarts                      -       +      e        +        +        -     +     x    x      readsMailings
Query.armedMailings                      -       +      e        +        +        -     +     x    x      readsMailings
Query.preflight                          -       +      0        +        +        -     +     x    x      readsMailings
Query.attempt                            -       +      0        +        +        -     +     x    x      readsMailings
Query.attempts                           -       +      e        +        +        -     +     x    x      readsMailings
Query.mailEvents                         -       +      e        +        +        -     +     x    x      readsMailings
Query.sendingLimits                      -       x      x        x        +        -     x     x    x      superuserReads
Query.mailServers                        -       x      x        +        +        -     x     x    x      watches
Query.serverEncryption                   -       x      x        +        +        -     x     x    x      watches
Query.unsubscribePage                    +       +      +        +        +        +     +     +    +      allow
Query.webhooks                           -       +      +        +        +        -     +     x    x      reads
Query.webhook                            -       +      0        0        0        -     +     x    x      reads
Query.jobs                               -       x      x        +        +        -     x     x    x      watches
Query.jobRuns                            -       x      x        +        +        -     x     x    x      watches
Query.auditEntries                       -       x      x        +        +        -     x     x    x      watches
Query.blogPost                           +       +      +        +        +        +     +     +    +      allow
Query.blogPosts                          +       +      +        +        +        +     +     x    x      allow
Query.previewBlogPost                    -       x      x        x        +        -     x     x    x      previewsPosts

Mutation.register                        +       +      +        +        +        +     x     x    x      noToken
Mutation.confirmEmail                    +       +      +        +        +        +     x     x    x      noToken
Mutation.resendConfirmation              +       +      +        +        +        +     x     x    x      noToken
Mutation.login                           +       +      +        +        +        +     x     x    x      noToken
Mutation.logout                          +       +      +        +        +        +     +     +    +      allow
Mutation.requestPasswordReset            +       +      +        +        +        +     x     x    x      noToken
Mutation.resetPassword                   +       +      +        +        +        +     x     x    x      noToken
Mutation.changePassword                  -       +      i        i        i        -     x     x    x      inPerson
Mutation.updateProfile                   -       +      +        +        +        -     x     x    x      inPerson
Mutation.saveView                        -       +      +        +        +        -     x     x    x      inPerson
Mutation.renameView                      -       +      0        0        0        -     x     x    x      inPerson
Mutation.deleteView                      -       +      0        0        0        -     x     x    x      inPerson
Mutation.createApiToken                  -       +      +        +        +        -     x     x    x      inPerson
Mutation.revokeApiToken                  -       +      0        0        0        -     x     x    x      inPerson
Mutation.endSession                      -       +      0        0        0        -     x     x    x      inPerson
Mutation.endUserSession                  -       x      x        x        +        -     x     x    x      writesUsers
Mutation.endUserSessions                 -       x      x        x        +        -     x     x    x      writesUsers
Mutation.endOtherSessions                -       e      e        e        e        -     x     x    x      inPerson
Mutation.createUser                      -       x      x        x        +        -     x     x    x      writesUsers
Mutation.updateUser                      -       x      x        x        +        -     x     x    x      writesUsers
Mutation.deleteUser                      -       x      x        x        +        -     x     x    x      writesUsers
Mutation.blockUser                       -       x      x        +        +        -     x     x    x      blocksUsers
Mutation.unblockUser                     -       x      x        +        +        -     x     x    x      blocksUsers
Mutation.approveUser                     -       x      x        +        +        -     x     x    x      blocksUsers
Mutation.setUserLimited                  -       x      x        +        +        -     x     x    x      blocksUsers
Mutation.createGroup                     -       x      x        x        +        -     x     x    x      writesUsers
Mutation.updateGroup                     -       x      x        x        +        -     x     x    x      writesUsers
Mutation.deleteGroup                     -       x      x        x        +        -     x     x    x      writesUsers
Mutation.createRecipient                 -       +      +        +        +        -     x     +    x      writes
Mutation.upsertRecipients                -       +      +        +        +        -     x     +    x      writes
Mutation.updateRecipient                 -       +      0        x        +        -     x     +    x      writes
Mutation.deleteRecipient                 -       +      0        x        +        -     x     +    x      writes
Mutation.deleteRecipients                -       +      e        e        +        -     x     +    x      writes
Mutation.erasePerson                     -       +      0        x        +        -     x     +    x      writes
Mutation.importRecipients                -       +      0        x        +        -     x     +    x      writes
Mutation.confirmRecipientImport          -       +      0        x        +        -     x     +    x      writes
Mutation.cancelRecipientImport           -       +      0        x        +        -     x     +    x      writes
Mutation.undoRecipientImport             -       +      0        x        +        -     x     +    x      writes
Mutation.createRecipientList             -       +      +        +        +        -     x     +    x      writes
Mutation.updateRecipientList             -       +      0        x        +        -     x     +    x      writes
Mutation.duplicateRecipientList          -       +      0        x        +        -     x     +    x      writes
Mutation.deleteRecipientList             -       +      0        x        +        -     x     +    x      writes
Mutation.restoreRecipientList            -       +      0        x        +        -     x     +    x      writes
Mutation.addRecipientsToList             -       +      0        x        +        -     x     +    x      writes
Mutation.removeRecipientsFromList        -       +      0        x        +        -     x     +    x      writes
Mutation.changeRecipients                -       +      e        e        +        -     x     +    x      writes
Mutation.cancelRecipientChange           -       +      0        x        +        -     x     +    x      writes
Mutation.undoRecipientChange             -       +      0        x        +        -     x     +    x      writes
Mutation.createSegment                   -       +      +        +        +        -     x     +    x      writes
Mutation.updateSegment                   -       +      0        x        +        -     x     +    x      writes
Mutation.deleteSegment                   -       +      0        x        +        -     x     +    x      writes
Mutation.restoreSegment                  -       +      0        x        +        -     x     +    x      writes
Mutation.addSuppressions                 -       +      +        +        +        -     x     +    x      writes
Mutation.liftSuppression                 -       +      0        x        +        -     x     +    x      writes
Mutation.createSenderIdentity            -       +      +        +        +        -     x     +    x      writes
Mutation.updateSenderIdentity            -       +      0        x        +        -     x     +    x      writes
Mutation.deleteSenderIdentity            -       +      0        x        +        -     x     +    x      writes
Mutation.addSenderDomain                 -       +      +        +        +        -     x     +    x      writes
Mutation.checkSenderDomain               -       +      0        x        +        -     x     +    x      writes
Mutation.rotateDkimKey                   -       +      0        x        +        -     x     +    x      writes
Mutation.deleteSenderDomain              -       +      0        x        +        -     x     +    x      writes
Mutation.createMessage                   -       +      +        +        +        -     x     +    x      writes
Mutation.updateMessage                   -       +      0        x        +        -     x     +    x      writes
Mutation.deleteMessage                   -       +      0        x        +        -     x     +    x      writes
Mutation.restoreMessage                  -       +      0        x        +        -     x     +    x      writes
Mutation.deleteMessageAttachment         -       +      0        x        +        -     x     +    x      writes
Mutation.updateMailLayout                -       +      +        +        +        -     x     +    x      writes
Mutation.deleteMailImage                 -       +      0        x        +        -     x     +    x      writes
Mutation.sendTest                        -       i      0        x        i        -     x     x    i      sends
Mutation.createMailing                   -       +      i        i        i        -     x     +    x      writes
Mutation.updateMailing                   -       +      0        x        +        -     x     +    x      writes
Mutation.deleteMailing                   -       +      0        x        +        -     x     +    x      writes
Mutation.restoreMailing                  -       +      0        x        +        -     x     +    x      writes
Mutation.addRecipientsToMailing          -       +      0        x        +        -     x     +    x      writes
Mutation.removeRecipientsFromMailing     -       +      0        x        +        -     x     +    x      writes
Mutation.disableMailing                  -       x      x        +        +        -     x     x    x      disables
Mutation.enableMailing                   -       x      x        +        +        -     x     x    x      disables
Mutation.cancelMailing                   -       +      0        x        +        -     x     x    +      sends
Mutation.reopenMailing                   -       +      0        x        +        -     x     x    +      sends
Mutation.createInterval                  -       x      x        x        +        -     x     x    x      addsIntervals
Mutation.updateInterval                  -       x      x        x        +        -     x     x    x      changesIntervals
Mutation.deleteInterval                  -       x      x        x        +        -     x     x    x      deletesIntervals
Mutation.launchSend                      -       +      0        x        +        -     x     x    +      sends
Mutation.disarmMailing                   -       +      0        x        +        -     x     x    +      sends
Mutation.pauseRun                        -       +      0        x        +        -     x     x    +      sends
Mutation.resumeRun                       -       +      0        x        +        -     x     x    +      sends
Mutation.cancelRun                       -       +      0        x        +        -     x     x    +      sends
Mutation.resolveUnknown                  -       +      0        x        +        -     x     x    +      sends
Mutation.createWebhook                   -       +      +        +        +        -     x     x    x      inPerson
Mutation.updateWebhook                   -       +      0        0        0        -     x     x    x      inPerson
Mutation.rotateWebhookSecret             -       +      0        0        0        -     x     x    x      inPerson
Mutation.deleteWebhook                   -       +      0        0        0        -     x     x    x      inPerson
Mutation.testWebhook                     -       +      0        0        0        -     x     +    x      writes
Mutation.replayWebhookCall               -       +      0        0        0        -     x     +    x      writes
Mutation.setSendingLimits                -       x      x        x        +        -     x     x    x      superuserWrites
Mutation.clearCache                      -       x      x        x        +        -     x     x    x      superuserWrites
Mutation.pauseJob                        -       x      x        x        +        -     x     x    x      superuserWrites
Mutation.resumeJob                       -       x      x        x        +        -     x     x    x      superuserWrites
Mutation.runJob                          -       x      x        x        +        -     x     x    x      superuserWrites
Mutation.createBlogPost                  -       x      x        x        +        -     x     x    x      addsPosts
Mutation.updateBlogPost                  -       x      x        x        +        -     x     x    x      changesPosts
Mutation.deleteBlogPost                  -       x      x        x        +        -     x     x    x      deletesPosts

Subscription.mailingRun                  -       +      0        +        +        -     +     x    x      readsMailings
`;

const [columns = [], ...lines] = matrix
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => line.trim().split(/ +/));
const viewers = columns.slice(0, -1);
const rows = new Map(lines.map(([operation, ...cells]) => [operation!, cells]));

/** A client with a session's cookie, or with a token. */
async function clientOf(viewer: string, owner: User): Promise<Client> {
  const bySession = async (user: User) => asRequest({ cookie: await sessionOf(user) });
  if (viewer === 'anonymous') return asRequest({});
  if (viewer === 'owner') return bySession(owner);
  if (viewer === 'stranger') return bySession(await build.user());
  if (viewer === 'manager') return bySession(await build.manager());
  if (viewer === 'superuser') return bySession(await build.superuser());
  if (viewer === 'blocked') {
    const client = await bySession(owner);
    const { orm } = await testApp();
    await orm.em.fork().nativeUpdate(User, owner.id, { blockedAt: new Date() });
    return client;
  }
  return asRequest({ authorization: `Bearer ${(await tokenOf(owner, [viewer])).secret}` });
}

const signs: Record<string, string> = {
  UNAUTHENTICATED: '-',
  FORBIDDEN: 'x',
  NOT_FOUND: '0',
  INVALID: 'i',
  CONFLICT: 'c',
};
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

async function answer(client: Client, operation: string, variables: Data) {
  const document = documentOf(operation);
  const used = Object.entries(variables).filter(([name]) => document.includes(`$${name}`));
  return answerRoot(client, schema, { document, variables: Object.fromEntries(used) });
}

async function signFor(client: Client, operation: string, variables: Data): Promise<string> {
  const { data, error } = await answer(client, operation, variables);
  if (error) return signs[error.extensions.code] ?? JSON.stringify(error);
  const value = Object.values(data as Data)[0];
  return value === 0 || value?.totalCount === 0 || value?.attempts === 0 ? 'e' : '+';
}

const fields = () =>
  [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
    Object.keys(type!.getFields()).map((field) => `${type!.name}.${field}`),
  );

test('every root field has a rule and a row, and nothing else has', () => {
  const ruled = Object.entries(rules).flatMap(([type, all]) =>
    Object.keys(all).map((field) => `${type}.${field}`),
  );
  expect(ruled.toSorted()).toEqual(fields().toSorted());
  expect([...rows.keys()].toSorted()).toEqual(fields().toSorted());
  expect(Object.keys(asked).toSorted()).toEqual(fields().toSorted());
});

test('each field has the rule that its row names, and no rule is idle', () => {
  const nameOf = new Map(Object.entries(ruleObjects).map(([name, ruleObject]) => [ruleObject, name]));
  const given = Object.entries(rules).flatMap(([type, all]) =>
    Object.entries(all).map(([field, ruleObject]) => [`${type}.${field}`, nameOf.get(ruleObject)]),
  );
  expect(Object.fromEntries(given)).toEqual(Object.fromEntries(lines.map((line) => [line[0], line.at(-1)])));
  expect(new Set(given.map(([, name]) => name))).toEqual(new Set(nameOf.values()));
});

const named = (cells: string[]) => Object.fromEntries(viewers.map((viewer, index) => [viewer, cells[index]]));

test.each([...rows])('%s %j', async (operation, cells) => {
  const found = await Promise.all(
    viewers.map(async (viewer) => {
      const owner = await build.user();
      const variables = await made(operation, owner);
      return signFor(await clientOf(viewer, owner), operation, variables);
    }),
  );
  expect(named(found)).toEqual(named(cells));
});

test.each([...rows.keys()].filter((operation) => rows.get(operation)!.includes('0')))(
  "%s: to a stranger an owner's thing is as if it were not there",
  async (operation) => {
    const stranger = as(await build.user());
    const variables = await made(operation, await build.user());
    const hidden = await answer(stranger, operation, variables);
    const missing = await answer(stranger, operation, { ...variables, id: '2147483647' });
    expect(hidden.error).not.toBeNull();
    expect(hidden).toEqual(missing);
  },
);
