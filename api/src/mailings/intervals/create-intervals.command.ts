import type { CommandLine } from '../../command-line/command-line.ts';
import { createIntervals } from './create-intervals.ts';

export const createIntervalsCommand = (commandLine: CommandLine) =>
  commandLine.add('createintervals', 'Makes the usual intervals where they are missing.').action(
    commandLine.withApp(async (app, { say, locale }) => {
      say('CLI_INTERVALS', { count: await createIntervals(app.orm.em.fork(), locale) });
    }),
  );
