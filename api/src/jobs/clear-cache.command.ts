import type { CommandLine } from '../command-line/command-line.ts';

export const clearCacheCommand = (commandLine: CommandLine) =>
  commandLine.add('clear_cache', 'Empties the cache.').action(
    commandLine.withApp(async (app, { notify }) => {
      await app.services.cache.clear();
      notify('CLI_CACHE_CLEARED');
    }),
  );
