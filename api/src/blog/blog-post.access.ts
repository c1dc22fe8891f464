import type { FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import { has, type Actor } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { forbidden, notFound } from '../errors/domain-error.ts';
import { BlogPost } from './blog-post.entity.ts';

export const canAddPosts = (actor: Actor) => has(actor, 'add_blogpost');
export const canChangePosts = (actor: Actor) => has(actor, 'change_blogpost');
export const canDeletePosts = (actor: Actor) => has(actor, 'delete_blogpost');
/** Users who write the blog, or may see all of it, also see drafts. */
const canSeeDrafts = (actor: Actor) =>
  has(actor, 'view_blogpost') || canAddPosts(actor) || canChangePosts(actor) || canDeletePosts(actor);

/** The posts that the actor may see. */
export const visiblePosts = (actor: Actor): FilterQuery<BlogPost> =>
  canSeeDrafts(actor) ? {} : { isPublished: true };

/** Returns a post to change or delete. Throws FORBIDDEN or NOT_FOUND. */
export async function getPost(ctx: Context, id: string, can: (actor: Actor) => boolean): Promise<BlogPost> {
  if (!can(ctx.actor)) throw forbidden();
  const post = await ctx.em.findOne(BlogPost, { id: idOf(id) ?? 0 });
  if (!post) throw notFound();
  return post;
}
