import { globSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { importOf, type GraphQL } from './graphql.ts';

const folder = join(import.meta.dirname, '..', 'src', 'routes');

/** Every page by its folder, such as `(app)/recipients/[id]`. */
export const routes: readonly string[] = globSync('**/+page.svelte', { cwd: folder })
  .map((file) => file.replace(/\/?\+page\.svelte$/, ''))
  .toSorted();

const isPublic = (route: string) => !route.startsWith('(app)') && route !== 'graphiql';
const addressOf = (route: string) => `/${route.replace(/^\(\w+\)\/?/, '')}`;
const hasPlace = (route: string) => route.includes('[');

/** The parameters of pages about a thing; a new page with a parameter needs a line here. */
const things: Record<string, (world: World) => string[]> = {
  '(app)/[...path]': () => ['/nothing/is/here'],
  '(app)/blog/[slug]': ({ slug }) => [`/blog/${slug}/`],
  '(app)/blog/[slug]/update': ({ slug }) => [`/blog/${slug}/update/`],
  '(app)/mailings/[id]': () => ['/mailings/1/', '/mailings/1/?tab=attempts'],
  '(app)/mailings/[id]/update': () => ['/mailings/1/update/'],
  '(app)/messages/[id]': () => ['/messages/1/'],
  '(app)/recipients/[id]': () => ['/recipients/1/'],
  '(app)/segments/[id]': ({ segmentId }) => [`/segments/${segmentId}/`],
  '(app)/users/management/[id]': () => ['/users/management/1/'],
  '(auth)/confirm-email/[token]': () => ['/confirm-email/nonsense'],
  '(auth)/password-reset/[token]': () => ['/password-reset/nonsense'],
  '(app)/webhooks/[id]': ({ webhookId }) => [`/webhooks/${webhookId}/`],
  'unsubscribe/[token]': () => ['/unsubscribe/nonsense', '/unsubscribe/nonsense?done'],
};

/** The same for pages that look different in other states. */
const more: Record<string, (world: World) => string[]> = {
  '(app)/recipients': () => [
    '/recipients?where=%7B%22attributeConditions%22%3A%5B%7B%22name%22%3A%22city%22%2C%22equals%22%3A%22Rome%22%7D%5D%7D',
  ],
  '(app)/recipients/import': ({ importId }) => [`/recipients/import/?import=${importId}`],
};

interface World {
  slug: string;
  segmentId: string;
  importId: string;
  webhookId: string;
}

/** Pages with a parameter that have no line here. */
export const unknownRoutes: readonly string[] = routes.filter(
  (route) => hasPlace(route) && !(route in things),
);

/** Lines without a page. */
export const deadLines: readonly string[] = Object.keys({ ...things, ...more }).filter(
  (route) => !routes.includes(route),
);

const addressesOf = (route: string, world: World): string[] =>
  (things[route]?.(world) ?? [addressOf(route)]).concat(more[route]?.(world) ?? []);

/** The URL of every page for logged-in people, except GraphiQL, and of some in further states. */
export const pagesIn = (world: World): string[] =>
  routes.flatMap((route) => (isPublic(route) || route === 'graphiql' ? [] : addressesOf(route, world)));

/** The URL of every public page. */
export const publicPages: readonly string[] = [
  '/',
  ...routes.flatMap((route) =>
    isPublic(route) ? addressesOf(route, { slug: '', segmentId: '', importId: '', webhookId: '' }) : [],
  ),
];

const worldQuery = `{
  posts: blogPosts(first: 1) { nodes { slug } }
  segments(first: 1) { nodes { id } }
  imports: recipientImports(first: 1) { nodes { id } }
  webhooks { id }
}`;

interface Answer {
  posts: { nodes: { slug: string }[] };
  segments: { nodes: { id: string }[] };
  imports: { nodes: { id: string }[] };
  webhooks: { id: string }[];
}

/** Something to show on the pages that show one thing. */
export async function worldOf(graphql: GraphQL, page: Page): Promise<World> {
  const answer = await graphql<Answer>(worldQuery);
  return {
    slug: answer.posts.nodes[0]!.slug,
    segmentId: answer.segments.nodes[0]?.id ?? (await newSegment(graphql)),
    importId: answer.imports.nodes[0]?.id ?? (await importOf(page, graphql)),
    webhookId: answer.webhooks[0]?.id ?? (await newWebhook(graphql)),
  };
}

async function newSegment(graphql: GraphQL): Promise<string> {
  const city = { name: 'city', oneOf: ['Rome', 'Oslo'] };
  const filter = { attributeConditions: [city], createdWithinDays: 30, statuses: ['ACTIVE'] };
  const { segment } = await graphql(
    'mutation ($input: CreateSegmentInput!) { segment: createSegment(input: $input) { id } }',
    { input: { name: 'People of Rome and Oslo', filter } },
  );
  return segment!.id;
}

async function newWebhook(graphql: GraphQL): Promise<string> {
  const { made } = await graphql<{ made: { webhook: { id: string } } }>(
    'mutation ($input: CreateWebhookInput!) { made: createWebhook(input: $input) { webhook { id } } }',
    { input: { url: 'https://93.184.216.34/postline', events: ['IMPORT_FINISHED'] } },
  );
  return made.webhook.id;
}
