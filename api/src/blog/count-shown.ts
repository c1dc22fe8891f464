import type { Context } from '../context/context.ts';
import { BlogPost } from './blog-post.entity.ts';
import { viewsOf } from './views.ts';

/** Counts a view of a post whose page was served from the cache, without a query to the API. Never throws. */
export async function countShown(ctx: Context, path: string): Promise<void> {
  const slug = /^\/blog\/([a-z0-9-]+)\/$/.exec(path)?.[1];
  if (!slug) return;
  try {
    const id = await ctx.cache.get(`post of ${slug}`, { seconds: 60, tags: ['posts'] }, async () => {
      const post = await ctx.em.findOne(BlogPost, { slug, isPublished: true }, { fields: ['id'] });
      return post?.id ?? null;
    });
    if (id !== null) viewsOf(ctx).count(id);
  } catch (error) {
    ctx.log.warn({ err: error }, 'A view of a post was not counted.');
  }
}
