import type { CommandLine } from '../command-line/command-line.ts';
import { sqlOfMigration } from '../db/migrate.ts';
import { openOrm, type Entities } from '../db/orm.ts';
import { openDatabase } from '../platform/open-database.ts';

export const sqlMigrateCommand = (entities: Entities) => (commandLine: CommandLine) =>
  commandLine
    .add('sqlmigrate <names...>', 'Prints the SQL of a migration: its name, a part of it, or its number.')
    .action(
      commandLine.action(async ({ config, log, print }, names) => {
        const database = await openDatabase(config, log);
        const orm = await openOrm(database.url, entities);
        try {
          // Django wants the application before the name; there is one here, whatever it is called.
          print(await sqlOfMigration(orm, names.at(-1)!));
        } finally {
          await orm.close();
          await database.stop();
        }
      }),
    );
