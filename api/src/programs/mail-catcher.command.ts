import type { CommandLine } from '../command-line/command-line.ts';
import { runMailCatcher } from '../platform/mail-catcher/run-mail-catcher.ts';

/** Not for people: the process that `start` and others run beside them. */
export const mailCatcherCommand = (commandLine: CommandLine) =>
  commandLine
    .add('mail-catcher <folder>', 'Catches mails; started by others.', { hidden: true })
    .action(
      commandLine.action(async ({ log }, [folder]) => runMailCatcher(folder!, (line) => log.debug(line))),
    );
