import { BlogPostsDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { pagingOf } from '#lib/url/paging.ts';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const variables = { ...pagingOf(event.url.searchParams) };
  const { blogPosts } = await query(event, {
    document: BlogPostsDocument,
    variables,
    touchedBy: ['BlogPost'],
  });
  return { posts: blogPosts };
};
