import type { Context } from '../context/context.ts';
import { canDeletePosts, getPost } from './blog-post.access.ts';

/** Deletes a post. Throws FORBIDDEN or NOT_FOUND. Returns the id. */
export async function deleteBlogPost(ctx: Context, id: string): Promise<string> {
  const post = await getPost(ctx, id, canDeletePosts);
  await ctx.em.transactional((em) => em.remove(post).flush());
  return id;
}
