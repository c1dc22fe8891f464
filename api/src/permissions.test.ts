import { createSourceEventStream, parse, type GraphQLSchema } from 'graphql';
import { beforeAll, expect, test } from 'vitest';
import { build } from '../test/build.ts';
import { as, type Client, type Data } from '../test/client.ts';
import { testApp } from '../test/database.ts';
import { endRun } from '../test/end-run.ts';
import { hashPassword } from './accounts/password.ts';
import type { User } from './accounts/user.entity.ts';
import { DomainError } from './errors.ts';
import { createSchema, rules } from './schema.ts';

/**
 * Who may do what with the things of an owner; the last three are the owner's own API tokens. `+` it is done, `e` it is
 * done, but nothing of the owner's is touched or shown, `i` INVALID, `-` UNAUTHENTICATED, `x` FORBIDDEN, `0` NOT_FOUND.
 */
const matrix = `
                                     anonymous owner stranger manager superuser READ WRITE SEND
Query.viewer                             +       +       +       +        +       +    +     +
Query.overview                           +       +       +       +        +       +    +     +
Query.recipient                          -       +       0       +        +       +    x     x
Query.recipients                         -       +       e       +        +       +    x     x
Query.recipientList                      -       +       0       +        +       +    x     x
Query.recipientLists                     -       +       e       +        +       +    x     x
Query.message                            -       +       0       +        +       +    x     x
Query.messages                           -       +       e       +        +       +    x     x
Query.previewMessage                     -       +       0       +        +       +    x     x
Query.mailing                            -       +       0       +        +       +    x     x
Query.mailings                           -       +       e       +        +       +    x     x
Query.previewAudience                    -       +       0       +        +       +    x     x
Query.intervals                          -       +       +       +        +       +    x     x
Query.mailingRun                         -       +       0       +        +       +    x     x
Query.mailingRuns                        -       +       e       +        +       +    x     x
Query.attempt                            -       +       0       +        +       +    x     x
Query.attempts                           -       +       e       +        +       +    x     x
Query.sendingLimits                      -       x       x       x        +       x    x     x
Query.jobs                               -       x       x       +        +       x    x     x
Query.jobRuns                            -       x       x       +        +       x    x     x

Mutation.login                           +       +       +       +        +       +    +     +
Mutation.logout                          +       +       +       +        +       +    +     +
Mutation.createRecipient                 -       +       +       +        +       x    +     x
Mutation.updateRecipient                 -       +       0       x        +       x    +     x
Mutation.deleteRecipient                 -       +       0       x        +       x    +     x
Mutation.deleteRecipients                -       +       e       e        +       x    +     x
Mutation.createRecipientList             -       +       +       +        +       x    +     x
Mutation.updateRecipientList             -       +       0       x        +       x    +     x
Mutation.deleteRecipientList             -       +       0       x        +       x    +     x
Mutation.addRecipientsToList             -       +       0       x        +       x    +     x
Mutation.removeRecipientsFromList        -       +       0       x        +       x    +     x
Mutation.createMessage                   -       +       +       +        +       x    +     x
Mutation.updateMessage                   -       +       0       x        +       x    +     x
Mutation.deleteMessage                   -       +       0       x        +       x    +     x
Mutation.sendTest                        -       i       0       x        i       x    x     i
Mutation.createMailing                   -       +       i       i        i       x    +     x
Mutation.updateMailing                   -       +       0       x        +       x    +     x
Mutation.deleteMailing                   -       +       0       x        +       x    +     x
Mutation.addRecipientsToMailing          -       +       0       x        +       x    +     x
Mutation.removeRecipientsFromMailing     -       +       0       x        +       x    +     x
Mutation.disableMailing                  -       x       x       +        +       x    x     x
Mutation.enableMailing                   -       x       x       +        +       x    x     x
Mutation.cancelMailing                   -       +       0       x        +       x    x     +
Mutation.reopenMailing                   -       +       0       x        +       x    x     +
Mutation.createInterval                  -       x       x       x        +       x    x     x
Mutation.updateInterval                  -       x       x       x        +       x    x     x
Mutation.deleteInterval                  -       x       x       x        +       x    x     x
Mutation.launchSend                      -       +       0       x        +       x    x     +
Mutation.pauseRun                        -       +       0       x        +       x    x     +
Mutation.resumeRun                       -       +       0       x        +       x    x     +
Mutation.cancelRun                       -       +       0       x        +       x    x     +
Mutation.resolveUnknown                  -       +       0       x        +       x    x     +
Mutation.setSendingLimits                -       x       x       x        +       x    x     x

Subscription.mailingRun                  -       +       0       +        +       +    x     x
`;

const [columns = [], ...lines] = matrix
  .split('\n')
  .filter((line) => line.trim() !== '')
  .map((line) => line.trim().split(/ +/));
const rows = new Map(lines.map(([operation, ...cells]) => [operation!, cells]));

type Make = (owner: User) => Promise<unknown>;
const execute = async <T>(sql: string, params: unknown[]) =>
  (await testApp()).orm.em.fork().execute<T[]>(sql, params);

const things: Record<string, Make> = {
  recipient: async (owner) => (await build.recipient({ owner })).id,
  list: async (owner) => (await build.list({ owner })).id,
  listToJoin: async (owner) => (await build.recipient({ owner })) && (await build.list({ owner })).id,
  fullList: async (owner) => (await build.list({ owner, recipients: [await build.recipient({ owner })] })).id,
  message: async (owner) => (await build.message({ owner })).id,
  brokenMessage: async (owner) => (await build.message({ owner, body: '{% if %}' })).id,
  mailing: async (owner) => (await build.mailing({ owner, people: 1 })).id,
  mailingToJoin: async (owner) => (await build.recipient({ owner })) && (await build.mailing({ owner })).id,
  armed: async (owner) => (await build.mailing({ owner, values: { nextRunAt: new Date('2040-01-01') } })).id,
  completed: async (owner) => (await build.mailing({ owner, values: { status: 'COMPLETED' } })).id,
  interval: async () => (await build.interval({ every: 1, unit: 'DAY' })).id,
  account: async () => (await build.user({ passwordHash: await hashPassword('long enough') })).email,
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
  async attempt(owner) {
    const [row] = await execute<{ id: string }>(
      `insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, server_response)
       select delivery.id, run.id, run.mailing_id, run.owner_id, 'SUCCESS', '250 ok'
       from delivery join mailing_run run on run.id = delivery.run_id where run.id = ? returning id`,
      [await things.run!(owner)],
    );
    return row!.id;
  },
};

/** What each operation is asked with: its arguments and selection, and the thing that $id names. */
const asked: Record<string, [body: string, thing?: string]> = {
  'Query.viewer': ['{ id }'],
  'Query.overview': ['{ mailingCount }'],
  'Query.recipient': ['(id: $id) { id }', 'recipient'],
  'Query.recipients': ['(filter: { ownerId: $owner }) { totalCount }', 'recipient'],
  'Query.recipientList': ['(id: $id) { id }', 'list'],
  'Query.recipientLists': ['(filter: { ownerId: $owner }) { totalCount }', 'list'],
  'Query.message': ['(id: $id) { id }', 'message'],
  'Query.messages': ['(filter: { ownerId: $owner }) { totalCount }', 'message'],
  'Query.previewMessage': ['(input: { messageId: $id }) { subject }', 'message'],
  'Query.mailing': ['(id: $id) { id }', 'mailing'],
  'Query.mailings': ['(filter: { ownerId: $owner }) { totalCount }', 'mailing'],
  'Query.previewAudience': ['(input: { mailingId: $id }) { count }', 'mailing'],
  'Query.intervals': ['{ id }'],
  'Query.mailingRun': ['(id: $id) { id }', 'run'],
  'Query.mailingRuns': ['(filter: { ownerId: $owner }) { totalCount }', 'run'],
  'Query.attempt': ['(id: $id) { id }', 'attempt'],
  'Query.attempts': ['(filter: { ownerId: $owner }) { totalCount }', 'attempt'],
  'Query.sendingLimits': ['{ connections }'],
  'Query.jobs': ['{ name }'],
  'Query.jobRuns': ['{ nodes { id } }'],
  'Mutation.login': ['(input: { email: $id, password: "long enough" }) { id }', 'account'],
  'Mutation.logout': [''],
  'Mutation.createRecipient': ['(input: { email: $unique }) { id }'],
  'Mutation.updateRecipient': ['(id: $id, input: { comment: "" }) { id }', 'recipient'],
  'Mutation.deleteRecipient': ['(id: $id)', 'recipient'],
  'Mutation.deleteRecipients': ['(ids: [$id])', 'recipient'],
  'Mutation.createRecipientList': ['(input: { name: $unique }) { id }'],
  'Mutation.updateRecipientList': ['(id: $id, input: { description: "" }) { id }', 'list'],
  'Mutation.deleteRecipientList': ['(id: $id)', 'list'],
  'Mutation.addRecipientsToList': ['(listId: $id, filter: { status: ACTIVE })', 'listToJoin'],
  'Mutation.removeRecipientsFromList': ['(listId: $id, filter: { status: ACTIVE })', 'fullList'],
  'Mutation.createMessage': ['(input: { subject: "A", body: "B" }) { id }'],
  'Mutation.updateMessage': ['(id: $id, input: { body: "B" }) { id }', 'message'],
  'Mutation.deleteMessage': ['(id: $id)', 'message'],
  'Mutation.sendTest': ['(input: { messageId: $id, to: ["a@example.com"] })', 'brokenMessage'],
  'Mutation.createMailing': ['(input: { messageId: $id }) { id }', 'message'],
  'Mutation.updateMailing': ['(id: $id, input: { name: "A" }) { id }', 'mailing'],
  'Mutation.deleteMailing': ['(id: $id)', 'mailing'],
  'Mutation.addRecipientsToMailing': ['(mailingId: $id, filter: { status: ACTIVE })', 'mailingToJoin'],
  'Mutation.removeRecipientsFromMailing': ['(mailingId: $id, filter: { status: ACTIVE })', 'mailing'],
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

const types: Data = { id: 'ID!', owner: 'ID!', unique: 'String!' };

function documentOf(operation: string): string {
  const [type, field] = operation.split('.');
  const [body] = asked[operation]!;
  const names = [...new Set(body.match(/(?<=\$)\w+/g))];
  const typeOf = (name: string) => (operation === 'Mutation.login' ? 'String!' : types[name]);
  const variables = names.map((name) => `$${name}: ${typeOf(name)}`).join(', ');
  return `${type!.toLowerCase()} ${variables && `(${variables})`} { ${field} ${body} }`;
}

async function clientOf(column: string, owner: User): Promise<Client> {
  if (column === 'anonymous') return as(null);
  if (column === 'owner') return as(owner);
  if (column === 'stranger') return as(await build.user());
  if (column === 'manager') return as(await build.manager());
  if (column === 'superuser') return as(await build.superuser());
  return as(owner, { scopes: [column as 'READ' | 'WRITE' | 'SEND'] });
}

const letters: Record<string, string> = {
  UNAUTHENTICATED: '-',
  FORBIDDEN: 'x',
  NOT_FOUND: '0',
  INVALID: 'i',
};
let schema: GraphQLSchema;
beforeAll(async () => {
  schema = await createSchema();
});

async function answer(client: Client, operation: string, variables: Data) {
  const document = documentOf(operation);
  const used = Object.fromEntries(
    Object.entries(variables).filter(([name]) => document.includes(`$${name}`)),
  );
  if (!operation.startsWith('Subscription')) return client.answer(document, used);
  const contextValue = await client.context();
  const source = await createSourceEventStream({
    schema,
    document: parse(document),
    variableValues: used,
    contextValue,
  });
  if (Symbol.asyncIterator in source) return { data: source, error: null };
  const cause = source.errors![0]!.originalError;
  if (!(cause instanceof DomainError)) throw cause ?? source.errors![0];
  return { data: null, error: { extensions: { code: cause.code } } };
}

async function letterFor(client: Client, operation: string, variables: Data): Promise<string> {
  const { data, error } = await answer(client, operation, variables);
  if (error) return letters[error.extensions.code] ?? JSON.stringify(error);
  const value = Object.values(data as Data)[0];
  return value === 0 || value?.totalCount === 0 ? 'e' : '+';
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

async function made(operation: string, owner: User) {
  const thing = asked[operation]![1];
  const id = thing ? await things[thing]!(owner) : null;
  return { id, owner: owner.id, unique: `u${owner.id}.${Math.random()}@example.com` };
}

const named = (cells: string[]) => Object.fromEntries(columns.map((column, index) => [column, cells[index]]));

test.each(lines.map(([operation, ...cells]) => [operation!, cells] as const))(
  '%s %j',
  async (operation, cells) => {
    const found = await Promise.all(
      columns.map(async (column) => {
        const owner = await build.user();
        return letterFor(await clientOf(column, owner), operation, await made(operation, owner));
      }),
    );
    expect(named(found)).toEqual(named(cells));
  },
);

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
