import type { Fault } from '../../errors/domain-error.ts';

/**
 * Returns each fault once, in order of first appearance: several queries to an unreachable server fail alike.
 */
export const withoutRepeats = (faults: readonly Fault[]): Fault[] => [
  ...new Map(faults.map((each) => [JSON.stringify(each), each])).values(),
];
