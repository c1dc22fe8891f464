import type { EventSubscriber, TransactionEventArgs } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Lets the statements of a transaction take ten minutes where single statements are stopped after seconds: a write that
 * freezes a million people has been asked for and is worth its time, a read that takes so long is not.
 */
export class UnhurriedTransactions implements EventSubscriber {
  async afterTransactionStart({ em, transaction }: TransactionEventArgs): Promise<void> {
    const connection = (em as EntityManager).getConnection();
    await connection.execute("set local statement_timeout = '10min'", [], 'run', transaction);
  }
}
