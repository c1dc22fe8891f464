import type { CommandLine } from '../command-line/command-line.ts';
import type { TextKey } from '../language/text.ts';
import { builtInGroup } from './groups/built-in-group.ts';
import { createUser } from './create-user.ts';
import { assertPassword } from '../accounts/passwords/password-rules.ts';
import { credentials } from '../command-line/credentials.ts';

interface Options {
  email?: string;
  fullName?: string;
  passwordStdin?: boolean;
}

/** Adds `create_user` and `create_manager`, also in the spelling of the services that Postline replaces. */
export function createUserCommands(commandLine: CommandLine): void {
  add(commandLine, { name: 'create_user', group: 'Users', made: 'CLI_USER_MADE' });
  add(commandLine, { name: 'create_manager', group: 'Managers', made: 'CLI_MANAGER_MADE' }).alias(
    'createmanager',
  );
}

interface Created {
  name: string;
  group: 'Users' | 'Managers';
  made: TextKey;
}

const add = (commandLine: CommandLine, { name, group, made }: Created) =>
  commandLine
    .add(name, `Creates a user in the group ${group}; the address needs no confirmation.`)
    .option('--email <address>', 'the address to log in with')
    .option('--full-name <name>', 'the name', '')
    .option('--password-stdin', 'read the password from standard input')
    .action(
      commandLine.withApp<Options>(async (app, context, { options }) => {
        const { email, password } = await credentials(context, options, assertPassword);
        const ctx = app.asSystem();
        const { id } = await builtInGroup(ctx, group);
        const fullName = options.fullName ?? '';
        await createUser(ctx, { email, password, fullName, groupIds: [String(id)] });
        context.notify(made, { email });
      }),
    );
