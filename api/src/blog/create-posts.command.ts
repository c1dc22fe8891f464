import type { CommandLine } from '../command-line/command-line.ts';
import { createPosts } from './create-posts.ts';

export const createPostsCommand = (commandLine: CommandLine) =>
  commandLine.add('createposts', 'Creates missing sample posts of the blog.').action(
    commandLine.withApp(async (app, { notify }) => {
      const ctx = app.asSystem();
      const count = await createPosts(ctx);
      await ctx.cache.drop('posts');
      notify('CLI_POSTS', { count });
    }),
  );
