const LONGEST = 500;

/** Returns the words of a server without the addresses in them, for the log: it names nobody who gets mail. */
export const withoutAddresses = (words: string): string =>
  words.slice(0, LONGEST).replace(/[^\s<>()[\]"',;:]+/g, (word) => (word.includes('@') ? '…' : word));
