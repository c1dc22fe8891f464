import type { CommandLine } from '../../command-line.ts';
import { createUser } from './create-user.ts';
import { credentials } from './credentials.ts';
import { builtInGroup } from '../groups/built-in-group.ts';

interface Options {
  email?: string;
  fullName?: string;
  passwordStdin?: boolean;
}

export function createUserCommand(commandLine: CommandLine): void {
  commandLine
    .add('create_user', 'Makes a user in the group Users; the address needs no confirmation.')
    .option('--email <address>', 'the address to log in with')
    .option('--full-name <name>', 'the name', '')
    .option('--password-stdin', 'read the password from standard input')
    .action(
      commandLine.withApp<Options>(async (app, context, { options }) => {
        const { email, password } = await credentials(context, options);
        const ctx = app.asSystem();
        const { id } = await builtInGroup(ctx, 'Users');
        const fullName = options.fullName ?? '';
        await createUser(ctx, { email, password, fullName, groupIds: [String(id)] });
        context.say('CLI_USER_MADE', { email });
      }),
    );
}
