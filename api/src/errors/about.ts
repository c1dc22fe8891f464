import { DomainError } from './domain-error.ts';

/**
 * Returns the same error; in a refusal of input, paths are replaced by what the user of a command wrote: an
 * option, or a configuration key. `names` maps the first step of a fault's path to it.
 */
export function about(error: unknown, names: Record<string, string>): unknown {
  if (!(error instanceof DomainError) || error.code !== 'INVALID') return error;
  const { faults = [] } = error.details;
  const known = [...new Set(faults.map(({ path }) => names[path[0] ?? '']))].filter(
    (name) => name !== undefined,
  );
  if (known.length === 0) return error;
  return new DomainError(
    'INVALID',
    { key: 'CLI_WRONG_VALUE', params: { names: known.join(', ') } },
    error.details,
  );
}
