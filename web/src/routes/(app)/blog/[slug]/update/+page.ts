import { error, redirect } from '@sveltejs/kit';
import { BlogPostDocument } from '#lib/gql/graphql.ts';
import { loginPath } from '#lib/graphql/errors.ts';
import { query } from '#lib/graphql/query.ts';
import { m } from '#lib/paraglide/messages.js';
import type { PageLoad } from './$types.js';

export const load: PageLoad = async (event) => {
  const { viewer } = await event.parent();
  if (!viewer) redirect(303, loginPath(event.url));
  const { blogPost } = await query(event, {
    document: BlogPostDocument,
    variables: { slug: event.params.slug },
  });
  if (!blogPost?.viewerCan.edit) error(404, m.error_not_found());
  return { post: blogPost };
};
