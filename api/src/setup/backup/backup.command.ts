import type { CommandLine } from '../../command-line/command-line.ts';
import { openDatabase } from '../../platform/open-database.ts';
import { writeBackup } from './write-backup.ts';

export const backupCommand = (commandLine: CommandLine) =>
  commandLine
    .add('backup <file>', 'Writes everything that the database holds to a file, while all goes on.')
    .action(
      commandLine.action(async ({ config, log, say }, [file]) => {
        const database = await openDatabase(config, log);
        try {
          say('CLI_BACKED_UP', { file: file!, count: await writeBackup(database.url, file!) });
        } finally {
          await database.stop();
        }
      }),
    );
