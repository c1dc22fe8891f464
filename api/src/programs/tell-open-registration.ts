import type { App } from '../context/app.ts';
import type { CommandContext } from '../command-line/command-line.ts';

/** Says and logs at the start that anybody may register, on an address that is not for this machine alone. */
export function tellOpenRegistration({ config, log }: App, say: CommandContext['say']): void {
  if (config.registration !== 'OPEN' || !config.baseUrl.startsWith('https:')) return;
  say('CLI_REGISTRATION_OPEN', { url: config.baseUrl });
  log.warn({ baseUrl: config.baseUrl }, 'Anybody can register and send mail: REGISTRATION is open.');
}
