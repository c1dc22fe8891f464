import type { App } from '../context/app.ts';
import type { CommandContext } from '../command-line/command-line.ts';

/**
 * Warns at the start, on the terminal and in the log, that anybody may register, if the address is public.
 */
export function tellOpenRegistration({ config, log }: App, notify: CommandContext['notify']): void {
  if (config.registration !== 'OPEN' || !config.baseUrl.startsWith('https:')) return;
  notify('CLI_REGISTRATION_OPEN', { url: config.baseUrl });
  log.warn({ baseUrl: config.baseUrl }, 'Anybody can register and send mail: REGISTRATION is open.');
}
