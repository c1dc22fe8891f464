/** The place in the list, and what is open over it: no part of a view. */
const passing = new Set(['after', 'before', 'page', 'new', 'edit', 'id', 'tab', 'run']);

/** Returns the filter and the order in a URL's query, in one spelling; empty without any. */
export function viewQuery(search: string, own: readonly string[] = []): string {
  const params = [...new URLSearchParams(search)]
    .filter(([name, value]) => value !== '' && (own.includes(name) || !passing.has(name)))
    .toSorted(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return new URLSearchParams(params).toString();
}
