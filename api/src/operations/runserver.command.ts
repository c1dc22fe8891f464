import { DomainError } from '../errors.ts';
import type { CommandLine } from '../command-line.ts';
import type { Config } from '../config.ts';
import { openMail } from '../platform/open-mail.ts';
import { untilSignal } from '../platform/until-signal.ts';
import { startServer } from '../server.ts';
import { initialise } from './initialise.ts';

export const runserverCommand = (commandLine: CommandLine) =>
  commandLine
    .add('runserver [address]', 'Serves API and pages; [addr:]port unless PORT and HOST say it.')
    .action(
      commandLine.withApp(
        async (app, { say }, { args: [address] }) => {
          const mail = await openMail(app.config, app.log);
          await initialise(app);
          const server = await startServer({ ...app, config: listeningAt(app.config, address) }, mail);
          say('CLI_LISTENING', { url: server.url });
          await untilSignal();
          await server.close();
          await mail.stop();
        },
        { ownsFile: true },
      ),
    );

/** Django's `[addr:]port`. Throws INVALID for anything else. */
function listeningAt(config: Config, address: string | undefined): Config {
  if (address === undefined) return config;
  const match = /^(?:(.+):)?(\d{1,5})$/.exec(address);
  if (!match || Number(match[2]) > 65_535)
    throw new DomainError('INVALID', { key: 'CLI_WRONG_ADDRESS', params: { address } });
  return { ...config, host: match[1] ?? config.host, port: Number(match[2]) };
}
