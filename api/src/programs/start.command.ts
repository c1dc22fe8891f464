import type { App } from '../context/app.ts';
import type { CommandContext, CommandLine } from '../command-line/command-line.ts';
import { openMail } from '../platform/open-mail.ts';
import { untilSignal } from '../platform/until-signal.ts';
import { LONGEST_READ, startServer } from './server.ts';
import { tellOpenRegistration } from './tell-open-registration.ts';
import { tellDoubts } from './tell-doubts.ts';
import { tellNarrowLetters } from './tell-narrow-letters.ts';
import { tellFirstLogin } from './tell-first-login.ts';
import { firstStart } from '../setup/first-start.ts';
import { initialise } from '../setup/initialise.ts';
import { sendersBeside } from './senders-beside.ts';

/** Runs everything: database, mail catcher, server and workers, each embedded unless configured otherwise. */
export const startCommand = (commandLine: CommandLine) =>
  commandLine.add('start', 'Runs everything: database, mail catcher, server and workers.').action(
    commandLine.withApp((app, context) => start(app, context), {
      statementTimeout: LONGEST_READ,
    }),
  );

async function start(app: App, { notify }: CommandContext): Promise<void> {
  const { config, log } = app;
  const asked = untilSignal();
  const mail = await openMail(config, log);
  await initialise(app);
  const login = await firstStart(app);
  // Before anything else can fail, because otherwise nobody could log in.
  if (login) tellFirstLogin(login, notify);
  const server = await startServer(app, mail);
  const workers = sendersBeside(app, mail.url);
  notify('CLI_LISTENING', { url: server.url });
  tellOpenRegistration(app, notify);
  tellDoubts(app, notify);
  await tellNarrowLetters(app, notify);
  if (mail.catcher) notify('CLI_MAILS_AT', { url: server.url });
  const signal = await asked;
  log.info({ signal }, 'Postline stops.');
  await Promise.all([server.close(), workers.stop()]);
  await mail.stop();
}
