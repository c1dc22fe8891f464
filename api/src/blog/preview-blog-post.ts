import * as v from 'valibot';
import type { Context } from '../context/context.ts';
import { forbidden } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { canAddPosts, canChangePosts } from './blog-post.access.ts';
import { content } from './blog-post.rules.ts';
import { renderMarkdown } from './markdown/render-markdown.ts';

const previewed = v.object({ content });

/** Returns Markdown as a post would show it. Throws FORBIDDEN, and INVALID if it takes too long. */
export async function previewBlogPost(ctx: Context, given: string): Promise<string> {
  if (!canAddPosts(ctx.actor) && !canChangePosts(ctx.actor)) throw forbidden();
  const { content } = validated(previewed, { content: given });
  return renderMarkdown(`previews of ${ctx.actor.id}`, content);
}
