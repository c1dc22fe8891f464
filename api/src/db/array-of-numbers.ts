/**
 * Returns PostgreSQL's text of an array of numbers, null for those that are missing. The driver would quote each
 * number.
 */
export const arrayOfNumbers = (numbers: readonly (number | string | null)[]): string =>
  `{${numbers.map((number) => number ?? 'NULL').join()}}`;
