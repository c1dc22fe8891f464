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

/** Everything in one go: database, mail catcher, server and workers, each embedded unless the configuration names another. */
export const startCommand = (commandLine: CommandLine) =>
  commandLine.add('start', 'Runs everything: database, mail catcher, server and workers.').action(
    commandLine.withApp((app, context) => start(app, context), {
      ownsFile: true,
      statementTimeout: LONGEST_READ,
    }),
  );

async function start(app: App, { say }: CommandContext): Promise<void> {
  const { config, log } = app;
  const asked = untilSignal();
  const mail = await openMail(config, log);
  await initialise(app);
  const login = await firstStart(app);
  // Before anything else can fail: nobody could log in.
  if (login) tellFirstLogin(login, say);
  const server = await startServer(app, mail);
  const workers = sendersBeside(app, mail.url);
  say('CLI_LISTENING', { url: server.url });
  tellOpenRegistration(app, say);
  tellDoubts(app, say);
  await tellNarrowLetters(app, say);
  if (mail.catcher) say('CLI_MAILS_AT', { url: server.url });
  const signal = await asked;
  log.info({ signal }, 'Postline stops.');
  await Promise.all([server.close(), workers.stop()]);
  await mail.stop();
}
