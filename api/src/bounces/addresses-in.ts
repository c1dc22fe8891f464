const MOST_HEADERS = 64 * 1024;
const MOST_ADDRESSES = 10;

/**
 * Returns the addresses that a mail in a mailbox was sent to, according to its headers, because its
 * envelope is lost. Headers can be forged; tokens in the addresses cannot.
 */
export function addressesIn(raw: Buffer): string[] {
  const text = raw.subarray(0, MOST_HEADERS).toString('latin1');
  const end = /\r?\n\r?\n/.exec(text)?.index ?? text.length;
  const found = text.slice(0, end).matchAll(/[\w.-]{1,32}\+[a-z2-7]{26}@[\w.-]{1,255}/gi);
  return [...new Set([...found].map(([address]) => address))].slice(0, MOST_ADDRESSES);
}
