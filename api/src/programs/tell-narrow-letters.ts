import type { CommandContext } from '../command-line/command-line.ts';
import type { App } from '../context/app.ts';
import { knowsLetters } from '../db/knows-letters.ts';

/** Says and logs at the start that searches will be slow; the embedded PostgreSQL sees to it by itself. */
export async function tellNarrowLetters(
  { orm, config, log }: App,
  say: CommandContext['say'],
): Promise<void> {
  if (!config.databaseUrl || (await knowsLetters(orm.em.fork()))) return;
  say('CLI_NARROW_LETTERS');
  log.warn('The database knows ASCII letters alone (lc_ctype C): searches for others read every row.');
}
