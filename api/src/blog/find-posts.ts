import type { Context } from '../context/context.ts';
import { notFound } from '../errors/domain-error.ts';
import { canChangePosts, visiblePosts } from './blog-post.access.ts';
import { BlogPost } from './blog-post.entity.ts';
import { viewsOf } from './views.ts';

/** Returns a post that the viewer may see, by its address, and counts the view. Throws NOT_FOUND. */
export async function readPost(ctx: Context, slug: string): Promise<BlogPost> {
  const isPossible = slug.length <= 100 && !slug.includes('\0');
  const post = isPossible && (await ctx.em.findOne(BlogPost, { $and: [{ slug }, visiblePosts(ctx.actor)] }));
  if (!post) throw notFound();
  // Authors do not count as readers.
  if (post.isPublished && !canChangePosts(ctx.actor)) viewsOf(ctx).count(post.id);
  return post;
}

/** Returns published posts at random. The list of posts is cached for a minute, the choice is not. */
export async function randomPosts(ctx: Context, count: number): Promise<BlogPost[]> {
  const ids = await ctx.cache.get('published posts', { seconds: 60, tags: ['posts'] }, async () => {
    const posts = await ctx.em.execute<{ id: number }[]>(
      'select id from blog_post where is_published order by published_at desc limit 1000',
    );
    return posts.map(({ id }) => id);
  });
  const chosen = new Set<number>();
  while (chosen.size < Math.min(count, ids.length)) chosen.add(ids[Math.floor(Math.random() * ids.length)]!);
  if (chosen.size === 0) return [];
  const posts = await ctx.em.find(BlogPost, { id: { $in: [...chosen] }, isPublished: true });
  const byId = new Map(posts.map((post) => [post.id, post]));
  return [...chosen].flatMap((id) => byId.get(id) ?? []);
}
