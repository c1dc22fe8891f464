import type { CommandContext } from '../command-line/command-line.ts';
import type { App } from '../context/app.ts';
import { knowsLetters } from '../db/knows-letters.ts';

/**
 * Warns at the start, on the terminal and in the log, that searches will be slow; the embedded PostgreSQL
 * repairs this by itself.
 */
export async function tellNarrowLetters(
  { orm, config, log }: App,
  notify: CommandContext['notify'],
): Promise<void> {
  if (!config.databaseUrl || (await knowsLetters(orm.em.fork()))) return;
  notify('CLI_NARROW_LETTERS');
  log.warn('The database knows ASCII letters alone (lc_ctype C): searches for others read every row.');
}
