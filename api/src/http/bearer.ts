/**
 * Returns what follows `Bearer` in an Authorization header: null without the scheme, empty if nothing
 * follows.
 */
export function readBearer(header: string | undefined | null): string | null {
  const match = /^bearer(?:\s+(.*))?$/i.exec(header?.trim() ?? '');
  return match ? (match[1] ?? '') : null;
}
