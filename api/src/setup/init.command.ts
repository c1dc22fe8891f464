import { createPosts } from '../blog/create-posts.ts';
import type { CommandLine } from '../command-line/command-line.ts';
import { initialise } from './initialise.ts';

export const initCommand = (commandLine: CommandLine) =>
  commandLine
    .add('init', 'Migrates, and makes groups, intervals and sample posts where they are missing.')
    .action(
      commandLine.withApp(async (app, { say }) => {
        const made = await initialise(app);
        say('CLI_INITIALISED', { ...made, posts: await createPosts(app.asSystem()) });
      }),
    );
