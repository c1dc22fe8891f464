import { join } from 'node:path';
import { MikroORM } from '@mikro-orm/postgresql';
import type { CommandLine } from '../command-line/command-line.ts';
import { ormOptions, type Entities } from '../db/orm.ts';
import { openDatabase } from '../platform/open-database.ts';

export const makeMigrationsCommand = (entities: Entities) => (commandLine: CommandLine) =>
  commandLine
    .add('makemigrations [name]', 'Writes a migration for changed entities; for developers.')
    .option('--check', 'only check whether one is missing: exit code 2 if so')
    .action(
      commandLine.action<{ check?: boolean }>(async ({ config, log, notify }, [name], { check }) => {
        const folder = join(config.root, 'api', 'src', 'db', 'migrations');
        const database = await openDatabase(config, log);
        const orm = await MikroORM.init(ormOptions(database.url, entities, { migrationsFolder: folder }));
        try {
          const differs = await orm.migrator.checkSchema();
          if (!differs) notify('CLI_NO_CHANGES');
          else if (check) notify('CLI_SCHEMA_DIFFERS');
          else
            notify('CLI_MIGRATION_MADE', {
              file: (await orm.migrator.create(undefined, false, false, name)).fileName,
            });
          return check && differs ? 2 : 0;
        } finally {
          await orm.close();
          await database.stop();
        }
      }),
    );
