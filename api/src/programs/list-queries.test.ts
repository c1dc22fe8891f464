import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  isListType,
  isObjectType,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { beforeAll, describe, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { buildImport } from '../../test/build-import.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import { tokenOf } from '../../test/operations.ts';
import { sessionOf } from '../../test/server.ts';
import type { User } from '../accounts/user.entity.ts';
import { createSchema } from './schema.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const SUPPRESS = 'mutation ($email: String!) { addSuppressions(input: { emails: [$email] }) { addedCount } }';
const DOMAIN = 'mutation ($domain: String!) { addSenderDomain(input: { domain: $domain }) { id } }';
const POST =
  'mutation ($title: String!) { createBlogPost(input: { title: $title, content: "A", isPublished: true }) { id } }';
const COUNTS = '{ total pending sending sent deferred failed skipped unknown }';
const ACCESS = 'viewerCan { edit delete }';
const PROBLEMS = 'problems { code message path severity }';
/** Everything that a connection has. */
const page = (
  node: string,
) => `{ totalCount totalCountIsExact pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  edges { cursor node { id } } nodes { id ${node} } }`;
const LIST = `name description createdAt recipientCount owner { email } ${ACCESS}`;

/** Each list with what can be asked of it, and how many statements that takes, the one that finds the viewer included. */
const lists: [name: string, statements: number, document: string][] = [
  [
    'recipients',
    5,
    `{ recipients(first: 25) ${page(`email fullName comment attributes status createdAt updatedAt
      owner { email } ${ACCESS} lists { name recipientCount }`)} }`,
  ],
  [
    'recipients',
    8,
    `{ recipients(first: 25) { nodes { deliveries(first: 2) ${page(
      'email state lastResponse recipient { id } run { runNumber }',
    )} } } }`,
  ],
  ['recipientLists', 4, `{ recipientLists(first: 25) ${page(LIST)} }`],
  [
    'recipientChanges',
    4,
    `{ recipientChanges(first: 25) ${page(`kind status totalCount doneCount changedCount restoredCount leftAloneCount createdAt startedAt
      finishedAt newStatus listName attributeName attributeValue isUndoable owner { email }`)} }`,
  ],
  [
    'segments',
    6,
    `{ segments(first: 25) ${page(`name description filter createdAt updatedAt recipientCount owner { email } ${ACCESS}`)} }`,
  ],
  [
    'recipientImports',
    4,
    `{ recipientImports(first: 25) ${page(`createdAt startedAt finishedAt fileName fileSize status dryRun progress error
      rowCount createdCount updatedCount unchangedCount skippedCount suppressedCount repeatedCount rejectedCount
      rejectedUrl isUndoable owner { email }`)} }`,
  ],
  [
    'messages',
    4,
    `{ messages(first: 25) ${page(`subject body format variables createdAt updatedAt
      owner { email } ${ACCESS} ${PROBLEMS}`)} }`,
  ],
  [
    'mailings',
    10,
    `{ mailings(first: 25) ${page(`name status isActive createdAt updatedAt startAt endAt timeZone nextRunAt nextRuns
      disabledAt disabledReason disabledBy { id fullName } message { subject } owner { email }
      interval { id name every unit } lists { name } segments { name } currentRun { status counts ${COUNTS} }
      viewerCan { edit delete launch pause resume cancel disable enable reopen }`)} }`,
  ],
  ['mailings', 10, `{ mailings(first: 25) { nodes { audienceCount ${PROBLEMS} } } }`],
  ['mailings', 4, `{ mailings(first: 25) { nodes { firstSentAt totals ${COUNTS} } } }`],
  [
    'mailings',
    5,
    `{ mailings(first: 25) { nodes { recipients(first: 2) ${page('email lists { name }')} } } }`,
  ],
  [
    'mailings',
    7,
    `{ mailings(first: 25) { nodes { runs(first: 1) ${page('runNumber deliveries(first: 1) { nodes { email } }')}
      attempts(first: 1) ${page('serverResponse')} } } }`,
  ],
  [
    'mailingRuns',
    6,
    `{ mailingRuns(first: 25) ${page(`runNumber triggerType scope status subject body format fromName fromAddress messagesPerSecond
      estimatedFinishAt startedAt finishedAt heldUntil pauseMessage pauseReasons counts ${COUNTS}
      mailing { name } startedBy { fullName }`)} }`,
  ],
  [
    'mailingRuns',
    9,
    `{ mailingRuns(first: 25) { nodes { deliveries(first: 2) ${page('email attempts { status } recipient { id }')}
      found: deliveries(first: 1, filter: { state: PENDING, search: "person" }) { totalCount nodes { state } } } } }`,
  ],
  [
    'deliveries',
    7,
    `query ($run: ID!) { mailingRun(id: $run) { deliveries(first: 25) ${page(`email state tries nextTryAt sentAt
      skipReason lastResponse attempts { status } recipient { fullName } run { runNumber }`)} } }`,
  ],
  [
    'attempts',
    7,
    `{ attempts(first: 25) ${page(`attemptedAt status smtpCode serverResponse runNumber triggerType email
      run { runNumber } mailing { name } recipient { fullName }`)} }`,
  ],
  [
    'owners',
    5,
    `query ($name: String) { mailings(first: 25, filter: { search: $name }) { nodes { owner { id email fullName
      locale timeZone createdAt isActive isSuperuser lastLoginAt emailConfirmedAt blockedAt blockReason
      groups { id name } permissions { codename } } } } }`,
  ],
  [
    'users',
    9,
    `{ users(first: 25) ${page(`email awaitsApproval isLimited owned { recipients lists messages mailings } permissions { codename name }
      viewerCan { edit block changeGroups delete } groups { name userCount permissions { name } }`)} }`,
  ],
  ['groups', 4, '{ groups { id name userCount permissions { codename name } } }'],
  ['sessions', 2, '{ sessions { id createdAt network browser system lastSeenAt expiresAt isCurrent } }'],
  ['apiTokens', 2, '{ apiTokens { id createdAt name scopes expiresAt lastUsedAt } }'],
  ['permissions', 1, '{ permissions { codename name effect } }'],
  [
    'jobRuns',
    3,
    `query ($job: String) { jobRuns(filter: { jobName: $job }) ${page('jobName status result startedAt finishedAt')} }`,
  ],
  [
    'auditEntries',
    3,
    `{ auditEntries(first: 25, filter: { actorKind: NOBODY }) ${page(`at actorKind actorId actorName action subject subjectId
      subjectName ownerId runId network details`)} }`,
  ],
  [
    'jobs',
    3,
    `{ jobs { name description schedule isPausable isPaused waitingCount nextRunAt lastRunAt lastFinishedAt lastError
      isStoreAway } }`,
  ],
  [
    'suppressions',
    4,
    `{ suppressions(first: 25) ${page(`createdAt email reach reason source mailingId mailingName liftedAt liftReason
      owner { fullName } addedBy { fullName } liftedBy { fullName } viewerCanLift`)} }`,
  ],
  ['recipients', 2, '{ recipients(first: 25) { nodes { suppression { id reason } } } }'],
  [
    'senderIdentities',
    5,
    `{ senderIdentities(first: 25) ${page(`createdAt updatedAt name address replyTo isDefault isVerified
      owner { email } ${ACCESS}`)} }`,
  ],
  [
    'senderDomains',
    5,
    `{ senderDomains(first: 25) ${page(`createdAt domain checkedAt isVerified owner { email } ${ACCESS} ${PROBLEMS}
      keys { id selector algorithm createdAt seenAt retiredAt recordName recordValue recordStrings }`)} }`,
  ],
  ['mailings', 3, '{ mailings(first: 25) { nodes { sender { name address } } } }'],
  [
    'blogPosts',
    3,
    `{ blogPosts(first: 25) ${page(`createdAt slug title content contentHtml imageUrl isPublished publishedAt updatedAt
      viewCount viewerCan { edit delete }`)} }`,
  ],
  ['intervals', 2, '{ intervals { id name every unit } }'],
];

/** So many mailings of one owner, each with an interval, a list, a run that has ended and one that goes on. */
async function history(owner: User, howMany: number): Promise<Data> {
  const { orm } = await testApp();
  const em = orm.em.fork();
  const interval = await build.interval({ every: 1, unit: 'DAY' });
  const runs: string[] = [];
  for (let number = 0; number < howMany; number++) {
    await tokenOf(owner, ['READ']);
    await sessionOf(owner);
    const recipients = [await build.recipient({ owner })];
    for (let count = 0; count < 3; count++) await buildImport(owner);
    const list = await build.list({ owner, recipients });
    await as(owner).ask(DOMAIN, { domain: `d${owner.id}-${number}.example` });
    await em.execute('update dkim_key set seen_at = now()');
    const sender = await build.sender({ owner, address: `a@d${owner.id}-${number}.example` });
    await build.segment({ owner });
    await build.change({ owner });
    await as(owner).ask(SUPPRESS, { email: `no-${randomUUID()}@example.com` });
    const startAt = new Date('2040-01-01');
    const { id } = await build.mailing({
      owner,
      recipients,
      lists: [list],
      values: { startAt, nextRunAt: startAt },
    });
    const disabler = await build.user();
    await em.execute('update mailing set interval_id = ?, disabled_by_id = ?, sender_id = ? where id = ?', [
      interval.id,
      disabler.id,
      sender.id,
      id,
    ]);
    const ended = (await as(owner).ask(LAUNCH, { id })).launchSend.id;
    await endRun(ended);
    await as(owner).ask(LAUNCH, { id });
    runs.push(ended);
  }
  // One run has them all, for its page of deliveries.
  await em.execute(
    `with added as (
       insert into delivery (run_id, recipient_id, email, address_hash)
       select ?, id, email, address_hash from recipient where owner_id = ? on conflict do nothing returning id, run_id
     ), known as (
       update mailing_run set last_delivery_id = (select max(id) from added)
       where id in (select run_id from added)
     )
     insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response)
     select delivery.id, run.id, run.mailing_id, run.owner_id, 'SUCCESS', '250 ok' from delivery
     join mailing_run run on run.id = delivery.run_id where run.owner_id = ?`,
    [runs[0], owner.id, owner.id],
  );
  return { run: runs[0], ...(await ofEverybody(howMany)) };
}

/** What only a superuser lists: so many mailings of as many managers, and runs of a job. */
async function ofEverybody(howMany: number): Promise<Data> {
  const { orm } = await testApp();
  const [name, job] = [randomUUID(), randomUUID()];
  const author = await build.superuser();
  for (let number = 0; number < howMany; number++) {
    await build.mailing({ owner: await build.manager(), values: { name } });
    await build.group(['view_user']);
    await as(author).ask(POST, { title: randomUUID() });
  }
  await orm.em
    .fork()
    .execute("insert into job_run (job_name, status) select ?, 'SUCCEEDED' from generate_series(1, ?)", [
      job,
      howMany,
    ]);
  await orm.em
    .fork()
    .execute(
      `insert into audit_entry (actor_kind, action, subject) select 'NOBODY', 'LOGIN_REFUSED', 'USER' from generate_series(1, ?)`,
      [howMany],
    );
  return { name, job };
}

/** What superusers list. */
const ofAll = new Set(['owners', 'users', 'groups', 'permissions', 'jobRuns', 'jobs', 'auditEntries']);

describe.each([2, 20])('a page over %i mailings', (howMany) => {
  let owner: User;
  let superuser: User;
  let variables: Data;
  beforeAll(async () => {
    owner = await build.user();
    superuser = await build.superuser();
    variables = await history(owner, howMany);
  });

  test.each(lists)('%s takes %i statements', async (name, statements, document) => {
    const given = Object.entries(variables).filter(([key]) => document.includes(`$${key}`));
    const viewer = as(ofAll.has(name) ? superuser : owner);
    const data = await expectQueries(statements, () => viewer.ask(document, Object.fromEntries(given)));
    const list = Object.values(data.mailingRun ?? data)[0] as Data[] | { nodes: Data[] };
    const least = ['jobs', 'intervals'].includes(name) ? 1 : howMany;
    expect((Array.isArray(list) ? list : list.nodes).length).toBeGreaterThanOrEqual(least);
  });
});

/** The types of what stands in lists, and of what can be asked below it. */
function listedTypes(schema: GraphQLSchema): Set<GraphQLObjectType> {
  const listed = new Set<GraphQLObjectType>();
  const add = (type: GraphQLObjectType) => {
    if (listed.has(type)) return;
    listed.add(type);
    for (const field of Object.values(type.getFields())) {
      const below = getNamedType(field.type);
      if (isObjectType(below)) add(below);
    }
  };
  for (const { type } of Object.values(schema.getQueryType()!.getFields())) {
    const named = getNamedType(type);
    const isList = named.name.endsWith('Connection') || isListType('ofType' in type ? type.ofType : type);
    if (isList && isObjectType(named)) add(named);
  }
  return listed;
}

test('every field that can be asked of what is listed is asked here', async () => {
  const schema = await createSchema();
  const asked = new Set<string>();
  const info = new TypeInfo(schema);
  for (const [, , document] of lists) {
    visit(
      parse(document),
      visitWithTypeInfo(info, {
        Field: ({ name }) => void asked.add(`${info.getParentType()?.name}.${name.value}`),
      }),
    );
  }
  const possible = [...listedTypes(schema)].flatMap((type) =>
    Object.keys(type.getFields()).map((field) => `${type.name}.${field}`),
  );
  expect(possible.length).toBeGreaterThan(100);
  expect(possible.filter((field) => !asked.has(field))).toEqual([]);
});
