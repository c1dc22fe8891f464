type Value = string | number | null | undefined;

/**
 * Returns the same URL with some parameters changed; null, empty and undefined remove one. The page starts
 * over.
 */
export function withParams(
  url: { pathname: string; search: string },
  changes: Record<string, Value>,
): string {
  const params = new URLSearchParams(url.search);
  for (const name of ['after', 'before', 'page']) if (!(name in changes)) params.delete(name);
  for (const [name, value] of Object.entries(changes)) {
    if (value === null || value === undefined || value === '') params.delete(name);
    else params.set(name, String(value));
  }
  const search = params.toString();
  return search ? `${url.pathname}?${search}` : url.pathname;
}
