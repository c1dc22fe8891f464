import type { CommandLine } from '../../command-line/command-line.ts';
import { openDatabase } from '../../platform/open-database.ts';
import { writeBackup } from './write-backup.ts';

export const backupCommand = (commandLine: CommandLine) =>
  commandLine
    .add('backup <file>', 'Writes everything in the database to a file, without stopping anything.')
    .action(
      commandLine.action(async ({ config, log, notify }, [file]) => {
        const database = await openDatabase(config, log);
        try {
          notify('CLI_BACKED_UP', { file: file!, count: await writeBackup(database.url, file!) });
        } finally {
          await database.stop();
        }
      }),
    );
