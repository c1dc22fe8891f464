import { conflict } from '../errors/domain-error.ts';

/** Throws CONFLICT if a thing was saved after the time at which a client loaded it. */
export function assertUnchanged(thing: { updatedAt: Date }, since: Date | null | undefined): void {
  if (since && thing.updatedAt.getTime() !== since.getTime()) throw conflict('CHANGED_MEANWHILE');
}
