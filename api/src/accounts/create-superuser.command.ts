import type { CommandContext, CommandLine } from '../command-line.ts';
import { DomainError } from '../errors.ts';
import { textOf } from '../language/text.ts';
import { ask, isTerminal, readPiped } from '../platform/ask.ts';
import { createUser } from './create-user.ts';

interface Options {
  email?: string;
  fullName?: string;
  passwordStdin?: boolean;
}

/** `createsuperuser`, and the names under which the services before this one had it. */
export function createSuperuserCommands(commandLine: CommandLine): void {
  commandLine
    .add('createsuperuser', 'Makes a user who may do everything.')
    .aliases(['csu', 'createsupeuser'])
    .option('--email <address>', 'the address to log in with')
    .option('--full-name <name>', 'the name', '')
    .option('--password-stdin', 'read the password from standard input')
    .action(
      commandLine.withApp<Options>(async (app, context, { options }) => {
        const { email, password } = await credentials(context, options);
        await createUser(app.asSystem(), {
          email,
          password,
          fullName: options.fullName ?? '',
          isSuperuser: true,
        });
        context.say('CLI_SUPERUSER_MADE', { email });
      }),
    );
}

/** From the options, or asked for on a terminal. Throws INVALID where neither is possible. */
export async function credentials({ locale }: CommandContext, options: Options) {
  const canAsk = isTerminal();
  if (!canAsk && !(options.email && options.passwordStdin)) {
    throw new DomainError('INVALID', { key: 'CLI_EMAIL_NEEDED' });
  }
  const email = options.email ?? (await ask(textOf(locale, 'CLI_ASK_EMAIL')));
  const password = options.passwordStdin
    ? await readPiped()
    : await ask(textOf(locale, 'CLI_ASK_PASSWORD'), { secret: true });
  return { email, password };
}
