import type { CommandLine } from '../command-line/command-line.ts';
import { assertNotNewer, migrate, missingMigrations } from '../db/migrate.ts';
import { openOrm, type Entities } from '../db/orm.ts';
import { openDatabase } from '../platform/open-database.ts';

export const migrateCommand = (entities: Entities) => (commandLine: CommandLine) =>
  commandLine
    .add('migrate', 'Brings the database up to date.')
    .option('--check', 'only tell whether it is: exit code 2 where it is not')
    .action(
      commandLine.action<{ check?: boolean }>(async ({ config, log, say }, _args, { check }) => {
        const database = await openDatabase(config, log);
        const orm = await openOrm(database.url, entities);
        try {
          await assertNotNewer(orm);
          const missing = await missingMigrations(orm);
          if (missing.length === 0) say('CLI_UP_TO_DATE');
          else if (check) say('CLI_PENDING', { names: missing.join(', ') });
          else say('CLI_MIGRATED', { count: (await migrate(orm)).length });
          return check && missing.length > 0 ? 2 : 0;
        } finally {
          await orm.close();
          await database.stop();
        }
      }),
    );
