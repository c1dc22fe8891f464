import { ApolloServer } from '@apollo/server';
import { expect, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { anonymous } from './actor.ts';
import { copyContext, createContext, type Context } from './context.ts';

/** A context that counts its forks of the entity manager. */
async function counted() {
  const { services, orm } = await testApp();
  const forks: unknown[] = [];
  const em = { fork: () => forks[forks.push(orm.em.fork()) - 1] };
  const counting = { ...services, orm: { em } as unknown as typeof orm };
  return { forks, ctx: createContext(counting, { actor: anonymous('EN'), trigger: 'MANUAL' }) };
}

test('a context forks when its entity manager is used, and Apollo does not use it', async () => {
  const { ctx, forks } = await counted();
  const seen: Context[] = [];
  const apollo = new ApolloServer<Context>({
    typeDefs: 'type Query { catchesMail: Boolean }',
    resolvers: { Query: { catchesMail: (_root, _args, own: Context) => seen.push(own) && own.catchesMail } },
  });
  await apollo.executeOperation({ query: '{ catchesMail }' }, { contextValue: ctx });
  await apollo.stop();
  expect(seen[0]!.baseUrl).toBe(ctx.baseUrl);
  expect(forks).toHaveLength(0);
  expect(seen[0]!.em).toBe(ctx.em);
  expect(forks).toHaveLength(1);
});

test('a copy differs by its changes alone', async () => {
  const { ctx, forks } = await counted();
  const copy = copyContext(ctx, { locale: 'RU', secret: 'another' });
  expect([copy.locale, copy.secret, ctx.locale]).toEqual(['RU', 'another', 'EN']);
  expect(ctx.secret).not.toBe('another');
  expect([copy.actor, copy.baseUrl, copy.em]).toEqual([ctx.actor, ctx.baseUrl, ctx.em]);
  expect(forks).toHaveLength(1);
});
