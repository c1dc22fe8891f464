import type { CommandLine } from '../../command-line/command-line.ts';
import type { Entities } from '../../db/orm.ts';
import { openDatabase } from '../../platform/open-database.ts';
import { restoreBackup } from './restore-backup.ts';

export const restoreCommand = (entities: Entities) => (commandLine: CommandLine) =>
  commandLine
    .add('restore <file>', 'Restores a backup into an empty database; nothing is sent.')
    .option('--overwrite', 'replace existing data')
    .action(
      commandLine.action<{ overwrite?: boolean }>(
        async ({ config, log, notify }, [file], { overwrite = false }) => {
          const database = await openDatabase(config, log);
          try {
            const count = await restoreBackup({
              databaseUrl: database.url,
              entities,
              file: file!,
              overwrite,
            });
            notify('CLI_RESTORED', { file: file!, count });
          } finally {
            await database.stop();
          }
        },
      ),
    );
