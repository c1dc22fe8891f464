import type { CommandLine } from '../command-line/command-line.ts';
import { createUser } from './create-user.ts';
import { assertPassword } from '../accounts/passwords/password-rules.ts';
import { credentials } from '../command-line/credentials.ts';

interface Options {
  email?: string;
  fullName?: string;
  passwordStdin?: boolean;
}

/** Adds `createsuperuser`, and its names in the services that Postline replaces. */
export function createSuperuserCommands(commandLine: CommandLine): void {
  commandLine
    .add('createsuperuser', 'Creates a user who may do everything.')
    .aliases(['csu', 'createsupeuser'])
    .option('--email <address>', 'the address to log in with')
    .option('--full-name <name>', 'the name', '')
    .option('--password-stdin', 'read the password from standard input')
    .action(
      commandLine.withApp<Options>(async (app, context, { options }) => {
        const { email, password } = await credentials(context, options, assertPassword);
        await createUser(app.asSystem(), {
          email,
          password,
          fullName: options.fullName ?? '',
          isSuperuser: true,
        });
        context.notify('CLI_SUPERUSER_MADE', { email });
      }),
    );
}
