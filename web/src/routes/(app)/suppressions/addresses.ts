const MOST_AT_ONCE = 1000;

/** The addresses in a text or CSV file: the first field with an `@` of every line; a line without one is no address. */
export function addressesIn(text: string): string[] {
  return text.split(/[\r\n]+/).flatMap((line) => {
    const fields = line.split(/[,;\t|]/).map((field) => field.trim().replace(/^["'\uFEFF]+|["']+$/g, ''));
    const field = fields.find((part) => part.includes('@'));
    return field === undefined ? [] : [addressIn(field)];
  });
}

/** `Name <a@example.com>` is how mail programs copy people. */
const addressIn = (field: string) => /<([^<>]+@[^<>]+)>/.exec(field)?.[1]?.trim() ?? field;

/** As many at once as the API takes. */
export function portionsOf(addresses: readonly string[]): string[][] {
  const portions: string[][] = [];
  for (let at = 0; at < addresses.length; at += MOST_AT_ONCE)
    portions.push(addresses.slice(at, at + MOST_AT_ONCE));
  return portions;
}
