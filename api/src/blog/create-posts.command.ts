import type { CommandLine } from '../command-line/command-line.ts';
import { createPosts } from './create-posts.ts';

export const createPostsCommand = (commandLine: CommandLine) =>
  commandLine.add('createposts', 'Makes the sample posts of the blog that are missing.').action(
    commandLine.withApp(async (app, { say }) => {
      const ctx = app.asSystem();
      const count = await createPosts(ctx);
      await ctx.cache.drop('posts');
      say('CLI_POSTS', { count });
    }),
  );
