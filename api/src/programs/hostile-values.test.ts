import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { build } from '../../test/build.ts';
import { as, type Client, type Data } from '../../test/client.ts';
import { hostileText } from '../../test/hostile-text.ts';

const CREATE = `mutation ($input: CreateBlogPostInput!) { createBlogPost(input: $input) { title contentHtml } }`;
const UPDATE = `mutation ($id: ID!, $input: UpdateBlogPostInput!) {
  updateBlogPost(id: $id, input: $input) { slug contentHtml } }`;
const WEBHOOK = `mutation ($url: String!) {
  createWebhook(input: { url: $url, events: [RUN_FINISHED] }) { webhook { url } } }`;

/** The doors of blog and webhooks; a text stands wherever one can stand. */
const doors: [query: string, variables: (text: string, id: string) => Data][] = [
  [CREATE, (text) => ({ input: { title: text, content: text } })],
  [CREATE, (text) => ({ input: { title: 'x', content: 'x', imageUrl: text } })],
  [UPDATE, (text, id) => ({ id, input: { title: text, content: text, isPublished: true } })],
  ['mutation ($id: ID!) { deleteBlogPost(id: $id) }', (text) => ({ id: text })],
  ['query ($content: String!) { previewBlogPost(content: $content) }', (text) => ({ content: text })],
  ['query ($slug: String!) { blogPost(slug: $slug) { id } }', (text) => ({ slug: text })],
  ['query ($after: String) { blogPosts(first: 5, after: $after) { nodes { id } } }', (after) => ({ after })],
  [WEBHOOK, (text) => ({ url: text })],
  [WEBHOOK, (text) => ({ url: `https://example.com/${text}` })],
  [
    'mutation ($id: ID!, $url: String!) { updateWebhook(id: $id, input: { url: $url }) { url } }',
    (text) => ({ id: text, url: `https://${text}.example.com` }),
  ],
  ['mutation ($id: ID!) { replayWebhookCall(id: $id) { id } }', (text) => ({ id: text })],
];

let client: Client;
let id: string;
beforeAll(async () => {
  client = as(await build.superuser());
  id = String((await build.post()).id);
});

/** The doors at which the values lead to a bug. */
async function bugs(change: (variables: Data) => Data, text: string): Promise<string[]> {
  const found = [];
  for (const [query, variables] of doors) {
    const { error } = await client.answer(query, change(variables(text, id)));
    if (error?.extensions.code === 'INTERNAL_SERVER_ERROR') found.push(`${query}: ${error.message}`);
  }
  return found;
}

const asItIs = (variables: Data) => variables;

test('every text is saved or refused in words', { timeout: 90_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(hostileText, async (text) => {
      expect(await bugs(asItIs, text)).toEqual([]);
    }),
    { numRuns: 60, endOnFailure: true },
  );
});

test.each(['x', '[', '> ', '*a ', '`', '![a](', '<b>', '- \n  ', '|a', '&#x'])(
  'so is a great deal of %s',
  { timeout: 60_000 },
  async (piece) => {
    expect(await bugs(asItIs, piece.repeat(Math.floor(99_000 / piece.length)))).toEqual([]);
    expect(await bugs(asItIs, piece.repeat(Math.floor(240_000 / piece.length)))).toEqual([]);
  },
);

const others: unknown[] = [null, 1, -1e308, true, [], {}, [[]], { toString: 1 }, ['x', 'y']];
test.each(others.map((value) => [value]))('so is %j where a text should be', async (value) => {
  const replaced = (variables: Data): Data =>
    JSON.parse(JSON.stringify(variables).replaceAll('"here"', JSON.stringify(value)));
  expect(await bugs(replaced, 'here')).toEqual([]);
});
