import type { CommandContext } from './command-line.ts';
import { DomainError } from '../errors/domain-error.ts';
import { textOf } from '../language/text.ts';
import { ask, isTerminal, readPiped } from '../platform/ask.ts';

/** An address and a password for a command: from its options, or asked for on a terminal. Throws INVALID if neither is possible. */
export async function credentials(
  context: CommandContext,
  options: { email?: string; passwordStdin?: boolean },
): Promise<{ email: string; password: string }> {
  if (!isTerminal() && !(options.email && options.passwordStdin)) {
    throw new DomainError('INVALID', { key: 'CLI_EMAIL_NEEDED' });
  }
  const email = options.email ?? (await ask(textOf(context.locale, 'CLI_ASK_EMAIL')));
  return { email, password: await passwordFor(context, options) };
}

/** A password for a command, in the same ways. */
export async function passwordFor(
  { locale }: CommandContext,
  { passwordStdin }: { passwordStdin?: boolean },
): Promise<string> {
  if (passwordStdin) return readPiped();
  if (!isTerminal()) throw new DomainError('INVALID', { key: 'CLI_PASSWORD_NEEDED' });
  return ask(textOf(locale, 'CLI_ASK_PASSWORD'), { secret: true });
}
