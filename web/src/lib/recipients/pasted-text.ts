const ADDRESSES = /(?:"[^"]*"|[^,;<>"\n]*?)\s*<[^<>@\s]+@[^<>\s]+>|[^\s,;<>"]+@[^\s,;<>"]+/g;

/**
 * Returns pasted text as rows: a table stays as it is; a sequence of addresses, as mail programs write them,
 * gets one row for each.
 */
export function rowsOf(text: string): string {
  const lines = text.split(/\r\n|\r|\n/);
  const isTable = lines.every((line) => (line.match(/@/g)?.length ?? 0) < 2);
  if (isTable) return text;
  const addresses = text.match(ADDRESSES) ?? [];
  return addresses.map((address) => `"${address.trim().replaceAll('"', '""')}"`).join('\n');
}

/** Whether pasted text looks like something to import. */
export const hasAddresses = (text: string): boolean => /[^\s@]@[^\s@]+\.[^\s@]/.test(text);

export const textFile = (text: string): File => new File([rowsOf(text)], 'pasted.csv', { type: 'text/csv' });
