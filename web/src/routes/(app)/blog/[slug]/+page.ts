import { error } from '@sveltejs/kit';
import { BlogPostDocument } from '#lib/gql/graphql.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { blogPost } = await query(event, {
    document: BlogPostDocument,
    variables: { slug: event.params.slug },
  });
  if (!blogPost) error(404, m.error_not_found());
  return { post: blogPost };
};
