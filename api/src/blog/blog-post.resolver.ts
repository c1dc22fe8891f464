import { Arg, Args, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { EntityAccess } from '../access/viewer-can.ts';
import type { Context } from '../context/context.ts';
import { connectionOf } from '../paging/connection.ts';
import { PageArgs } from '../paging/page-args.ts';
import { paginate } from '../paging/paginate.ts';
import { Overview } from '../statistics/overview.ts';
import { canChangePosts, canDeletePosts, visiblePosts } from './blog-post.access.ts';
import { BlogPost } from './blog-post.entity.ts';
import { CreateBlogPostInput, UpdateBlogPostInput } from './blog-post.inputs.ts';
import { createBlogPost } from './create-blog-post.ts';
import { deleteBlogPost } from './delete-blog-post.ts';
import { randomPosts, readPost } from './find-posts.ts';
import { previewBlogPost } from './preview-blog-post.ts';
import { updateBlogPost } from './update-blog-post.ts';
import { viewsOf } from './views.ts';

const BlogPostConnection = connectionOf(BlogPost);
const anId = { description: 'The id of the post.' };

@Resolver(() => BlogPost)
export class BlogPostResolver {
  @Query(() => BlogPost, {
    nullable: true,
    description: 'A post of the blog. Counts as a view.',
  })
  blogPost(
    @Ctx() ctx: Context,
    @Arg('slug', () => String, { description: "The last part of the post's URL." }) slug: string,
  ) {
    return readPost(ctx, slug);
  }

  @Query(() => BlogPostConnection, {
    description: 'The posts of the blog, newest first. Drafts only for authors.',
  })
  blogPosts(@Ctx() ctx: Context, @Args(() => PageArgs) args: PageArgs) {
    const sort = { field: 'publishedAt', direction: 'DESC' } as const;
    return paginate(ctx, BlogPost, { where: visiblePosts(ctx.actor), sort, args });
  }

  @Query(() => String, {
    complexity: 200,
    description: 'Markdown as a post would show it, as safe HTML.',
  })
  previewBlogPost(
    @Ctx() ctx: Context,
    @Arg('content', () => String, { description: 'Markdown, at most 100,000 characters.' }) content: string,
  ) {
    return previewBlogPost(ctx, content);
  }

  @Mutation(() => BlogPost, { description: 'Creates a post.' })
  createBlogPost(
    @Ctx() ctx: Context,
    @Arg('input', () => CreateBlogPostInput, { description: 'The post.' }) input: CreateBlogPostInput,
  ) {
    return createBlogPost(ctx, input);
  }

  @Mutation(() => BlogPost, { description: 'Changes a post.' })
  updateBlogPost(
    @Ctx() ctx: Context,
    @Arg('id', () => ID, anId) id: string,
    @Arg('input', () => UpdateBlogPostInput, { description: 'The changes.' }) input: UpdateBlogPostInput,
  ) {
    return updateBlogPost(ctx, { id, input });
  }

  @Mutation(() => ID, { description: 'Deletes a post. Returns its id.' })
  deleteBlogPost(@Ctx() ctx: Context, @Arg('id', () => ID, anId) id: string) {
    return deleteBlogPost(ctx, id);
  }

  @FieldResolver(() => Int, { description: 'The number of views.' })
  viewCount(@Root() post: BlogPost, @Ctx() ctx: Context) {
    return post.viewCount + viewsOf(ctx).pending(post.id);
  }

  @FieldResolver(() => EntityAccess, { description: 'What the viewer may do with it.' })
  viewerCan(@Ctx() { actor }: Context): EntityAccess {
    return { edit: canChangePosts(actor), delete: canDeletePosts(actor) };
  }
}

@Resolver(() => Overview)
export class OverviewPostsResolver {
  @FieldResolver(() => [BlogPost], {
    description: 'Three published posts at random, or fewer if there are not as many.',
  })
  posts(@Ctx() ctx: Context) {
    return randomPosts(ctx, 3);
  }
}
