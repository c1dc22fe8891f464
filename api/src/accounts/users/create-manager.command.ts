import type { CommandLine } from '../../command-line.ts';
import { createUser } from './create-user.ts';
import { credentials } from './credentials.ts';
import { builtInGroup } from '../groups/built-in-group.ts';

interface Options {
  email?: string;
  fullName?: string;
  passwordStdin?: boolean;
}

/** `create_manager`, also as another of the services before this one spelled it. */
export function createManagerCommand(commandLine: CommandLine): void {
  commandLine
    .add('create_manager', 'Makes a user in the group Managers.')
    .alias('createmanager')
    .option('--email <address>', 'the address to log in with')
    .option('--full-name <name>', 'the name', '')
    .option('--password-stdin', 'read the password from standard input')
    .action(
      commandLine.withApp<Options>(async (app, context, { options }) => {
        const { email, password } = await credentials(context, options);
        const ctx = app.asSystem();
        const { id } = await builtInGroup(ctx, 'Managers');
        await createUser(ctx, {
          email,
          password,
          fullName: options.fullName ?? '',
          groupIds: [String(id)],
        });
        context.say('CLI_MANAGER_MADE', { email });
      }),
    );
}
