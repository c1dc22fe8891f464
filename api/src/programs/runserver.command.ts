import type { App } from '../context/app.ts';
import { DomainError } from '../errors/domain-error.ts';
import type { CommandContext, CommandLine } from '../command-line/command-line.ts';
import { listeningAt } from '../config.ts';
import { openMail } from '../platform/open-mail.ts';
import { untilSignal } from '../platform/until-signal.ts';
import { LONGEST_READ, startServer } from './server.ts';
import { tellOpenRegistration } from './tell-open-registration.ts';
import { sendersBeside } from './senders-beside.ts';
import { firstStart } from '../setup/first-start.ts';
import { tellDoubts } from './tell-doubts.ts';
import { tellNarrowLetters } from './tell-narrow-letters.ts';
import { tellFirstLogin } from './tell-first-login.ts';
import { initialise } from '../setup/initialise.ts';

export const runserverCommand = (commandLine: CommandLine) =>
  commandLine
    .add('runserver [address]', 'Serves API and pages, and sends; [addr:]port defaults to HOST and PORT.')
    .option('--no-worker', 'only serve; separate workers send')
    .action(
      commandLine.withApp<{ worker: boolean }>(
        (app, { notify }, { args: [address], options }) => runserver(app, notify, { address, ...options }),
        { statementTimeout: LONGEST_READ },
      ),
    );

/** Runs the server, with as many senders beside it as WORKERS says. */
async function runserver(
  app: App,
  notify: CommandContext['notify'],
  { address, worker }: { address: string | undefined; worker: boolean },
): Promise<void> {
  const config = address === undefined ? app.config : listeningAt(app.config, readAddress(app, address));
  const services = { ...app.services, baseUrl: config.baseUrl };
  const asked = untilSignal();
  const mail = await openMail(app.config, app.log);
  await initialise(app);
  const login = await firstStart(app);
  // Before anything else can fail, because otherwise nobody could log in.
  if (login) tellFirstLogin(login, notify);
  const server = await startServer({ ...app, config, services }, mail);
  const workers = worker ? sendersBeside({ ...app, config }, mail.url) : null;
  notify('CLI_LISTENING', { url: server.url });
  tellOpenRegistration(app, notify);
  tellDoubts({ ...app, services }, notify);
  await tellNarrowLetters(app, notify);
  await asked;
  await Promise.all([server.close(), workers?.stop()]);
  await mail.stop();
}

/** Parses Django's `[addr:]port`, with an IPv6 address in brackets. Throws INVALID for anything else. */
function readAddress({ config }: App, address: string): { host: string; port: number } {
  const match = /^(?:(?:\[([\da-f:.]+)\]|([\w.-]+)):)?(\d{1,5})$/i.exec(address);
  if (!match || Number(match[3]) > 65_535)
    throw new DomainError('INVALID', { key: 'CLI_WRONG_ADDRESS', params: { address } });
  return { host: match[1] ?? match[2] ?? config.host, port: Number(match[3]) };
}
