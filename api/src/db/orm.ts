import { DataloaderType } from '@mikro-orm/core';
import { Migrator } from '@mikro-orm/migrations';
import { MikroORM, type EntityClass, type Options } from '@mikro-orm/postgresql';
import { postgresOptions } from '../platform/postgres-options.ts';
import { sessionSettings } from '../platform/session-settings.ts';
import { AfterCommit } from './after-commit.ts';
import { migrationsList } from './migrations.ts';
import { UnhurriedTransactions } from './unhurried-transactions.ts';

/** The entities that an ORM is opened with; programs/entities.ts lists them all. */
export type Entities = EntityClass<Partial<object>>[];

interface OrmGiven {
  /** Where new migrations are written, in development only. */
  migrationsFolder?: string;
  /** After this many milliseconds PostgreSQL stops a statement that is not part of a transaction. */
  statementTimeout?: number | undefined;
}

/** Returns the settings of the ORM for a database. */
export function ormOptions(url: string, entities: Entities, given: OrmGiven = {}): Options {
  const { migrationsFolder, statementTimeout } = given;
  const connection = postgresOptions(url, {
    application_name: 'postline',
    ...sessionSettings({
      // A process that freezes in the middle of a transaction would block everybody else from what it has
      // locked.
      idle_in_transaction_session_timeout: '5s',
      ...(statementTimeout && { statement_timeout: String(statementTimeout) }),
    }),
  });
  return {
    dbName: connection.database ?? connection.user,
    entities,
    extensions: [Migrator],
    dataloader: DataloaderType.REFERENCE,
    forceUtcTimezone: true,
    // Agenda keeps a table of its own beside ours.
    schemaGenerator: { skipTables: ['agenda_jobs'] },
    pool: { max: 10 },
    // The ORM itself would take host, port, user and password from a URL, and ignore TLS and everything else.
    driverOptions: connection,
    subscribers: [new AfterCommit(), ...(statementTimeout ? [new UnhurriedTransactions()] : [])],
    migrations: {
      migrationsList,
      emit: 'ts',
      ...(migrationsFolder
        ? { path: migrationsFolder, pathTs: migrationsFolder, snapshotName: '.snapshot' }
        : { snapshot: false }),
    },
    allowGlobalContext: false,
    // The ORM would print to standard output, which belongs to the commands.
    logger: () => {},
  };
}

export const openOrm = (url: string, entities: Entities, given?: OrmGiven) =>
  MikroORM.init(ormOptions(url, entities, given));
