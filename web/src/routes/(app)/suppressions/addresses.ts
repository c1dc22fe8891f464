const MOST_AT_ONCE = 1000;
const LONGEST_SHOWN = 100;
const titles = new Set(
  'email,e-mail,email address,e-mail address,mail,address,addresses,emails,почта,эл. почта,электронная почта,адрес,адреса,адрес электронной почты'.split(
    ',',
  ),
);

interface FoundAddresses {
  addresses: string[];
  /** The lines without an address, which must not be lost without a word. */
  rejected: { line: number; text: string }[];
}

/**
 * Finds the addresses in a text or CSV file: the first field with an `@` of every line. Empty lines, and a
 * first line of titles, are skipped.
 */
export function addressesIn(text: string): FoundAddresses {
  const found: FoundAddresses = { addresses: [], rejected: [] };
  for (const [index, line] of text.split(/\r\n|[\r\n]/).entries()) {
    const fields = line.split(/[,;\t|]/).map((field) => field.trim().replace(/^["'\uFEFF]+|["']+$/g, ''));
    const field = fields.find((part) => part.includes('@'));
    if (field !== undefined) found.addresses.push(addressIn(field));
    else if (fields.some(Boolean) && !(index === 0 && isTitled(fields)))
      found.rejected.push({ line: index + 1, text: line.trim().slice(0, LONGEST_SHOWN) });
  }
  return found;
}

/** Several fields without an address are titles; one alone only if it is known as the title of addresses. */
const isTitled = (fields: string[]) =>
  fields.filter(Boolean).length > 1 || titles.has(fields.find(Boolean)!.toLowerCase());

/** Mail programs copy people as `Name <a@example.com>`. */
const addressIn = (field: string) => /<([^<>]+@[^<>]+)>/.exec(field)?.[1]?.trim() ?? field;

/** Splits addresses into portions that the API accepts. */
export function portionsOf(addresses: readonly string[]): string[][] {
  const portions: string[][] = [];
  for (let at = 0; at < addresses.length; at += MOST_AT_ONCE)
    portions.push(addresses.slice(at, at + MOST_AT_ONCE));
  return portions;
}
