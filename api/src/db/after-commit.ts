import type { EventSubscriber, Transaction, TransactionEventArgs } from '@mikro-orm/core';
import type { EntityManager } from '@mikro-orm/postgresql';

const waiting = new WeakMap<Transaction, (() => void)[]>();

/**
 * Runs `work` after the current transaction has committed, and never if it rolls back; at once if there is
 * none.
 */
export function afterCommit(em: EntityManager, work: () => void): void {
  const transaction = em.getTransactionContext();
  if (!transaction) return work();
  const known = waiting.get(transaction);
  if (known) known.push(work);
  else waiting.set(transaction, [work]);
}

export class AfterCommit implements EventSubscriber {
  afterTransactionCommit({ transaction }: TransactionEventArgs): void {
    const work = transaction ? waiting.get(transaction) : undefined;
    if (!transaction || !work) return;
    waiting.delete(transaction);
    for (const one of work) one();
  }
}
