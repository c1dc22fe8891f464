import type { CommandLine } from '../../command-line/command-line.ts';
import { addToGroup } from './add-to-group.ts';

export const addToGroupCommand = (commandLine: CommandLine) =>
  commandLine.add('add_to_group <email> <group>', 'Puts a user into a group, such as Managers.').action(
    commandLine.withApp(async (app, { say }, { args: [email = '', group = ''] }) => {
      const isNew = await addToGroup(app.asSystem(), { email, group });
      say(isNew ? 'CLI_ADDED_TO_GROUP' : 'CLI_IN_GROUP_ALREADY', { email, group });
    }),
  );
