import { createPosts } from '../blog/create-posts.ts';
import type { CommandLine } from '../command-line/command-line.ts';
import { initialise } from './initialise.ts';

export const initCommand = (commandLine: CommandLine) =>
  commandLine
    .add('init', 'Migrates the database, and creates missing groups, intervals and sample posts.')
    .action(
      commandLine.withApp(async (app, { notify }) => {
        const made = await initialise(app);
        notify('CLI_INITIALISED', { ...made, posts: await createPosts(app.asSystem()) });
      }),
    );
