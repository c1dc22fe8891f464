import type { CommandLine } from '../../command-line/command-line.ts';
import { addToGroup } from './add-to-group.ts';

export const addToGroupCommand = (commandLine: CommandLine) =>
  commandLine.add('add_to_group <email> <group>', 'Adds a user to a group, such as Managers.').action(
    commandLine.withApp(async (app, { notify }, { args: [email = '', group = ''] }) => {
      const isNew = await addToGroup(app.asSystem(), { email, group });
      notify(isNew ? 'CLI_ADDED_TO_GROUP' : 'CLI_IN_GROUP_ALREADY', { email, group });
    }),
  );
