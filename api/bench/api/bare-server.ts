import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApolloServer } from '@apollo/server';
import { expressMiddleware } from '@as-integrations/express5';
import express from 'express';

const PEOPLE = 50;

/** Apollo on Express and nothing else: every resolver returns values from memory. */
export async function openBareServer(): Promise<{ url: string; close(): Promise<void> }> {
  const apollo = new ApolloServer({
    typeDefs: `type List { id: ID! name: String! } type User { id: ID! fullName: String! }
      type Recipient { id: ID! email: String! fullName: String! status: String! createdAt: String! lists: [List!]! owner: User! }
      type PageInfo { hasNextPage: Boolean! endCursor: String } type Recipients { nodes: [Recipient!]! pageInfo: PageInfo! }
      type Query { viewer: User recipients(first: Int): Recipients! }`,
    resolvers: { Query: { viewer: () => owner, recipients: () => page } },
  });
  await apollo.start();
  const app = express();
  app.use('/graphql', express.json(), expressMiddleware(apollo));
  const http = createServer(app);
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
    async close() {
      await apollo.stop();
      http.closeAllConnections();
      http.close();
    },
  };
}

const owner = { id: '1', fullName: 'Olga Owner' };
const lists = [
  { id: '1', name: 'Everybody' },
  { id: '2', name: 'News' },
];
const page = {
  nodes: Array.from({ length: PEOPLE }, (_, id) => ({
    id: String(id),
    email: `person${id}@example.com`,
    fullName: `Иван Петров ${id}`,
    status: 'ACTIVE',
    createdAt: '2026-01-01T00:00:00.000Z',
    lists,
    owner,
  })),
  pageInfo: { hasNextPage: true, endCursor: 'WyJSZWNpcGllbnQiLCJjcmVhdGVkQXQiLCJERVND' },
};
