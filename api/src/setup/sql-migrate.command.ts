import type { CommandLine } from '../command-line/command-line.ts';
import { sqlOfMigration } from '../db/migrate.ts';
import { openOrm, type Entities } from '../db/orm.ts';
import { openDatabase } from '../platform/open-database.ts';

export const sqlMigrateCommand = (entities: Entities) => (commandLine: CommandLine) =>
  commandLine
    .add('sqlmigrate <names...>', 'Prints the SQL of a migration, by name, a part of it, or number.')
    .action(
      commandLine.action(async ({ config, log, print }, names) => {
        const database = await openDatabase(config, log);
        const orm = await openOrm(database.url, entities);
        try {
          // Django expects the application before the name; here there is only one, whatever it is called.
          print(await sqlOfMigration(orm, names.at(-1)!));
        } finally {
          await orm.close();
          await database.stop();
        }
      }),
    );
