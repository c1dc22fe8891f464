/** What stands after `Bearer` in an Authorization header; null if there is none, empty where nothing follows. */
export function readBearer(header: string | undefined | null): string | null {
  const match = /^bearer(?:\s+(.*))?$/i.exec(header?.trim() ?? '');
  return match ? (match[1] ?? '') : null;
}
