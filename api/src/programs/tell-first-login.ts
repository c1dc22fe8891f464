import type { CommandContext } from '../command-line/command-line.ts';
import type { FirstLogin } from '../setup/first-start.ts';

/** Says how to log in for the first time. A password that the operator gave is not repeated: output ends up in logs. */
export function tellFirstLogin({ email, password }: FirstLogin, say: CommandContext['say']): void {
  if (password === undefined) say('CLI_FIRST_LOGIN_GIVEN', { email });
  else say('CLI_FIRST_LOGIN', { email, password });
}
