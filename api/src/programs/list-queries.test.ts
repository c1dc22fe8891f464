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
import { buildEvent } from '../../test/build-event.ts';
import { buildImport } from '../../test/build-import.ts';
import { buildRowsBelow } from '../../test/build-rows-below.ts';
import { as, type Data } from '../../test/client.ts';
import { testApp } from '../../test/database.ts';
import { endRun } from '../../test/end-run.ts';
import { expectQueries } from '../../test/expect-queries.ts';
import { lists } from '../../test/list-documents.ts';
import { tokenOf } from '../../test/operations.ts';
import { sessionOf } from '../../test/server.ts';
import type { User } from '../accounts/user.entity.ts';
import { createSchema } from './schema.ts';

const LAUNCH = 'mutation ($id: ID!) { launchSend(input: { mailingId: $id }) { id } }';
const SUPPRESS = 'mutation ($email: String!) { addSuppressions(input: { emails: [$email] }) { addedCount } }';
const DOMAIN = 'mutation ($domain: String!) { addSenderDomain(input: { domain: $domain }) { id } }';
const VIEW =
  'mutation ($name: String!) { saveView(input: { page: RECIPIENTS, name: $name, query: "q=a" }) { id } }';
const POST =
  'mutation ($title: String!) { createBlogPost(input: { title: $title, content: "A", isPublished: true }) { id } }';

/** Mailings of one owner, each with an interval, a list, a finished and an unfinished run. */
async function history(owner: User, howMany: number): Promise<Data> {
  const { orm } = await testApp();
  const em = orm.em.fork();
  const interval = await build.interval({ every: 1, unit: 'DAY' });
  const runs: string[] = [];
  for (let number = 0; number < howMany; number++) {
    await tokenOf(owner, ['READ']);
    await as(owner).ask(VIEW, { name: `View ${number}` });
    await sessionOf(owner);
    await build.webhookCall(await build.webhook(owner));
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
    await buildEvent(ended);
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
     insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response, server_id)
     select delivery.id, run.id, run.mailing_id, run.owner_id, 'SUCCESS', '250 ok', 1 from delivery
     join mailing_run run on run.id = delivery.run_id where run.owner_id = ?`,
    [runs[0], owner.id, owner.id],
  );
  await buildRowsBelow(owner, howMany);
  return { run: runs[0], ...(await ofEverybody(howMany)) };
}

/** What only a superuser lists: mailings of as many managers, and runs of a job. */
async function ofEverybody(howMany: number): Promise<Data> {
  const { orm } = await testApp();
  const [name, job] = [randomUUID(), randomUUID()];
  const author = await build.superuser();
  for (let number = 0; number < howMany; number++) {
    await build.mailing({ owner: await build.manager(), values: { name } });
    await build.group(['view_user']);
    await as(author).ask(POST, { title: randomUUID() });
    await sessionOf(author);
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
  await orm.em.fork().execute(
    `insert into mail_server (label, resumes_at, refused_in_row) select gen_random_uuid(), now() + interval '1 hour', 1
       from generate_series(1, ?)`,
    [howMany],
  );
  return { name, job };
}

/** The lists for superusers. */
const ofAll = new Set([
  'owners',
  'users',
  'userSessions',
  'groups',
  'permissions',
  'jobRuns',
  'jobs',
  'mailServers',
  'serverEncryption',
  'auditEntries',
]);

/** Lists that have nothing to do with mailings. No mail server is configured here. */
const fewer: Record<string, number> = { jobs: 1, intervals: 1, serverEncryption: 0 };

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
    const least = fewer[name] ?? howMany;
    expect((Array.isArray(list) ? list : list.nodes).length).toBeGreaterThanOrEqual(least);
  });
});

/** The types of rows in lists, and of everything below them. */
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
