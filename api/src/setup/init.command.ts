import type { CommandLine } from '../command-line/command-line.ts';
import { initialise } from './initialise.ts';

export const initCommand = (commandLine: CommandLine) =>
  commandLine
    .add('init', 'Migrates, and makes groups and intervals where they are missing.')
    .action(commandLine.withApp(async (app, { say }) => say('CLI_INITIALISED', await initialise(app))));
