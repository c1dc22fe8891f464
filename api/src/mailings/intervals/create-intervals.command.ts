import type { CommandLine } from '../../command-line/command-line.ts';
import { createIntervals } from './create-intervals.ts';

export const createIntervalsCommand = (commandLine: CommandLine) =>
  commandLine.add('createintervals', 'Creates the usual intervals that are missing.').action(
    commandLine.withApp(async (app, { notify, locale }) => {
      notify('CLI_INTERVALS', { count: await createIntervals(app.orm.em.fork(), locale) });
    }),
  );
