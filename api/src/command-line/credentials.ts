import type { CommandContext } from './command-line.ts';
import { DomainError } from '../errors/domain-error.ts';
import { textOf } from '../language/text.ts';
import { ask, isTerminal, readPiped } from '../platform/ask.ts';

interface Options {
  email?: string;
  passwordStdin?: boolean;
}

/** Throws INVALID for an unacceptable password. */
type Check = (password: string, email: string) => Promise<void>;

/**
 * Returns an address and a password for a command, from its options or typed on a terminal. Throws INVALID if
 * neither is possible.
 */
export async function credentials(
  context: CommandContext,
  options: Options,
  check: Check,
): Promise<{ email: string; password: string }> {
  if (!isTerminal() && !(options.email && options.passwordStdin)) {
    throw new DomainError('INVALID', { key: 'CLI_EMAIL_NEEDED' });
  }
  const email = options.email ?? (await ask(textOf(context.locale, 'CLI_ASK_EMAIL')));
  return { email, password: await passwordFor(context, options, (password) => check(password, email)) };
}

/**
 * Returns a password for a command in the same ways. On a terminal it is asked for twice, until it is
 * acceptable.
 */
export async function passwordFor(
  { locale, notifyFailure }: CommandContext,
  { passwordStdin }: Options,
  check: (password: string) => Promise<void>,
): Promise<string> {
  if (passwordStdin) return readPiped();
  if (!isTerminal()) throw new DomainError('INVALID', { key: 'CLI_PASSWORD_NEEDED' });
  for (;;) {
    const password = await ask(textOf(locale, 'CLI_ASK_PASSWORD'), { secret: true });
    const again = await ask(textOf(locale, 'CLI_ASK_PASSWORD_AGAIN'), { secret: true });
    try {
      if (password !== again) throw new DomainError('INVALID', { key: 'CLI_PASSWORDS_DIFFER' });
      await check(password);
      return password;
    } catch (error) {
      if (!(error instanceof DomainError)) throw error;
      notifyFailure(error);
    }
  }
}
