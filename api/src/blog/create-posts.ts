import type { Context } from '../context/context.ts';
import { BlogPost } from './blog-post.entity.ts';
import { createBlogPost } from './create-blog-post.ts';
import { samplePosts } from './sample-posts.ts';

/** Creates the sample posts that are missing. Returns how many there are. */
export async function createPosts(ctx: Context): Promise<number> {
  const posts = samplePosts[ctx.locale];
  for (const post of posts) {
    if ((await ctx.em.count(BlogPost, { title: post.title })) > 0) continue;
    await createBlogPost(ctx, { ...post, isPublished: true });
  }
  return posts.length;
}
