import { createServer } from 'node:http';
import type { Actor } from '../src/context/actor.ts';
import type { TokenScope } from '../src/context/token-scope.ts';
import { anonymous } from '../src/context/actor.ts';
import type { User } from '../src/accounts/user.entity.ts';
import { createContext, type Context } from '../src/context/context.ts';
import type { Locale } from '../src/language/locale.ts';
import { createApollo, type Apollo } from '../src/http/apollo.ts';
import { contextOf } from '../src/accounts/sessions/context-of.ts';
import { requestScope } from '../src/platform/request-scope.ts';
import { createSchema } from '../src/programs/schema.ts';
import { testApp } from './database.ts';

export interface Refusal {
  message: string;
  path?: readonly (string | number)[];
  extensions: {
    code: string;
    reason?: string;
    missingScope?: string;
    problems?: { code: string; path: string[]; message: string }[];
  };
}

/** The data of a response. Its shape is that of its query, so that fields have the type of parsed JSON. */
export type Data = Record<string, ReturnType<typeof JSON.parse>>;

export interface Client {
  /** Returns the data of an operation that must succeed. */
  ask(query: string, variables?: Data): Promise<Data>;
  /** Returns the error of an operation that must be refused. */
  refused(query: string, variables?: Data): Promise<Refusal>;
  /** Returns either. */
  answer(query: string, variables?: Data): Promise<{ data: Data | null; error: Refusal | null }>;
  context(): Promise<Context>;
}

let apollo: Promise<Apollo> | undefined;

/** A client of the whole API in this process, for a user or an anonymous visitor. */
export function as(user?: User | null, { scopes = null }: { scopes?: TokenScope[] | null } = {}): Client {
  const context = async () => {
    const app = await testApp();
    const actor = user ? await actorOf(user, scopes) : anonymous('EN');
    return createContext(app.services, { actor, trigger: scopes ? 'API' : 'MANUAL' });
  };
  return clientOf(context);
}

/** The same for a request with a session's cookie or a token. */
export const asRequest = (asking: { cookie?: string; authorization?: string }): Client =>
  clientOf(async () => {
    const { services } = await testApp();
    const { cookie, authorization } = asking;
    return contextOf(services, {
      cookie,
      authorization,
      acceptLanguage: 'en',
      ip: '127.0.0.1',
      setCookie: () => {},
    });
  });

function clientOf(context: () => Promise<Context>): Client {
  const execute = async (query: string, variables: Data = {}) => {
    const server = await (apollo ??= startApollo());
    const contextValue = await context();
    const scope = { request: 'test', locale: contextValue.locale };
    const { body } = await requestScope.run(scope, () =>
      server.executeOperation({ query, variables }, { contextValue }),
    );
    if (body.kind !== 'single') throw new Error('Only single answers are expected.');
    return body.singleResult;
  };
  return {
    context,
    async ask(query, variables) {
      const { data, errors } = await execute(query, variables);
      if (errors) throw new Error(JSON.stringify(errors, null, 2));
      return data as Data;
    },
    async refused(query, variables) {
      const { data, errors } = await execute(query, variables);
      if (!errors?.[0]) throw new Error(`It was not refused: ${JSON.stringify(data)}`);
      return errors[0] as unknown as Refusal;
    },
    async answer(query, variables) {
      const { data, errors } = await execute(query, variables);
      return { data: (data ?? null) as Data | null, error: (errors?.[0] ?? null) as Refusal | null };
    },
  };
}

async function startApollo(): Promise<Apollo> {
  const { log } = await testApp();
  const server = createApollo(await createSchema(), { http: createServer(), log });
  await server.start();
  return server;
}

async function actorOf(user: User, scopes: TokenScope[] | null): Promise<Actor> {
  const { orm } = await testApp();
  const rows = await orm.em
    .fork()
    .execute<{ codename: string }[]>(
      'select codename from group_permission join group_member using (group_id) where user_id = ?',
      [user.id],
    );
  const { id, email, fullName, locale, isSuperuser } = user;
  return {
    id,
    email,
    fullName,
    locale: locale as Locale,
    isSuperuser,
    permissions: new Set(rows.map((row) => row.codename)),
    scopes: scopes && new Set(scopes),
    sessionId: null,
    tokenId: null,
  };
}
