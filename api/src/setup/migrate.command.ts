import type { CommandLine } from '../command-line/command-line.ts';
import { assertNotNewer, migrate, missingMigrations } from '../db/migrate.ts';
import { openOrm, type Entities } from '../db/orm.ts';
import { openDatabase } from '../platform/open-database.ts';

export const migrateCommand = (entities: Entities) => (commandLine: CommandLine) =>
  commandLine
    .add('migrate', 'Brings the database up to date.')
    .option('--check', 'only check whether it is up to date: exit code 2 if not')
    .action(
      commandLine.action<{ check?: boolean }>(async ({ config, log, notify }, _args, { check }) => {
        const database = await openDatabase(config, log);
        const orm = await openOrm(database.url, entities);
        try {
          await assertNotNewer(orm);
          const missing = await missingMigrations(orm);
          if (missing.length === 0) notify('CLI_UP_TO_DATE');
          else if (check) notify('CLI_PENDING', { names: missing.join(', ') });
          else notify('CLI_MIGRATED', { count: (await migrate(orm)).length });
          return check && missing.length > 0 ? 2 : 0;
        } finally {
          await orm.close();
          await database.stop();
        }
      }),
    );
