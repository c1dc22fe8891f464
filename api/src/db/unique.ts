import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { invalid, type Fault } from '../errors/domain-error.ts';

/** Runs a change. Throws INVALID with these faults if it violates the named unique constraint. */
export async function orTaken<T>(constraint: string, faults: Fault[], change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const broken = error instanceof UniqueConstraintViolationException && 'constraint' in error;
    if (broken && error.constraint === constraint) throw invalid(faults);
    throw error;
  }
}
