import type { Context } from '../context/context.ts';
import { validated } from '../input/validation.ts';
import { canChangePosts, getPost } from './blog-post.access.ts';
import type { BlogPost } from './blog-post.entity.ts';
import type { UpdateBlogPostInput } from './blog-post.inputs.ts';
import { postPatch } from './blog-post.rules.ts';
import { renderMarkdown } from './markdown/render-markdown.ts';

/**
 * Changes a post; its address stays. Throws FORBIDDEN, NOT_FOUND, and INVALID if its text takes too long to
 * render.
 */
export async function updateBlogPost(
  ctx: Context,
  { id, input }: { id: string; input: UpdateBlogPostInput },
): Promise<BlogPost> {
  const post = await getPost(ctx, id, canChangePosts);
  const patch = validated(postPatch, input);
  const { content } = patch;
  const contentHtml =
    content === undefined ? post.contentHtml : await renderMarkdown(`posts of ${ctx.actor.id}`, content);
  return ctx.em.transactional(async () => {
    Object.assign(post, patch, { contentHtml });
    if (patch.isPublished) post.publishedAt ??= ctx.clock.now();
    return post;
  });
}
