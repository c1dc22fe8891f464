import type { CommandLine } from '../command-line/command-line.ts';
import { missingMigrations } from '../db/migrate.ts';
import { migrationsList } from '../db/migrations.ts';
import { openOrm, type Entities } from '../db/orm.ts';
import { openDatabase } from '../platform/open-database.ts';

export const showMigrationsCommand = (entities: Entities) => (commandLine: CommandLine) =>
  commandLine.add('showmigrations', 'Lists the migrations, with [X] for applied ones.').action(
    commandLine.action(async ({ config, log, print }) => {
      const database = await openDatabase(config, log);
      const orm = await openOrm(database.url, entities);
      try {
        const missing = new Set(await missingMigrations(orm));
        print('postline');
        for (const { name } of migrationsList) print(` [${missing.has(name) ? ' ' : 'X'}] ${name}`);
      } finally {
        await orm.close();
        await database.stop();
      }
    }),
  );
