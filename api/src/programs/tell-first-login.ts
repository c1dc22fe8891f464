import type { CommandContext } from '../command-line/command-line.ts';
import type { FirstLogin } from '../setup/first-start.ts';

/**
 * Prints how to log in for the first time. A password from the operator is not repeated, because output ends
 * up in logs.
 */
export function tellFirstLogin({ email, password }: FirstLogin, notify: CommandContext['notify']): void {
  if (password === undefined) notify('CLI_FIRST_LOGIN_GIVEN', { email });
  else notify('CLI_FIRST_LOGIN', { email, password });
}
