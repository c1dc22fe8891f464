import type { EventSubscriber, TransactionEventArgs } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Allows the statements of a transaction ten minutes, while single statements are stopped after seconds: a
 * write that freezes a million people was requested and is worth its time; a read that takes as long is not.
 */
export class UnhurriedTransactions implements EventSubscriber {
  async afterTransactionStart({ em, transaction }: TransactionEventArgs): Promise<void> {
    const connection = (em as EntityManager).getConnection();
    await connection.execute("set local statement_timeout = '10min'", [], 'run', transaction);
  }
}
