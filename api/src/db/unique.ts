import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { invalid, type Fault } from '../errors/domain-error.ts';

/** Runs a change; where it breaks the named unique constraint, throws INVALID with these faults instead. */
export async function orTaken<T>(constraint: string, faults: Fault[], change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const broken = error instanceof UniqueConstraintViolationException && 'constraint' in error;
    if (broken && error.constraint === constraint) throw invalid(faults);
    throw error;
  }
}
