import type { CommandLine } from '../../command-line/command-line.ts';
import { passwordFor } from '../../command-line/credentials.ts';
import { assertPassword } from './password-rules.ts';
import { overridePassword } from './override-password.ts';

export function changePasswordCommand(commandLine: CommandLine): void {
  commandLine
    .add('changepassword <email>', "Sets a user's password and ends all their sessions.")
    .option('--password-stdin', 'read the password from standard input')
    .action(
      commandLine.withApp<{ passwordStdin?: boolean }>(async (app, context, { args, options }) => {
        const email = args[0]!;
        const password = await passwordFor(context, options, (given) => assertPassword(given, email));
        await overridePassword(app.asSystem(), { email, password });
        context.notify('CLI_PASSWORD_CHANGED', { email });
      }),
    );
}
