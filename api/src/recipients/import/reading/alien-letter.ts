interface AlienLetter {
  letter: string;
  /** Where it is, counted from 1. */
  place: number;
}

/** Words of an address: no domain and no person mixes alphabets within one. */
const WORD = /[\p{L}\p{M}]+/gu;
const ALPHABETS = [/\p{Script=Latin}/gu, /\p{Script=Cyrillic}/gu, /\p{Script=Greek}/gu];

/**
 * Finds a letter that only looks like its neighbours, such as a Cyrillic `а` in `аnna@example.com`: typed with
 * the wrong keyboard, it makes another address, which nobody has. Null if there is none.
 */
export function alienLetter(address: string): AlienLetter | null {
  // Nearly all addresses: one native search.
  if (!/[^\x20-\x7e]/.test(address)) return null;
  for (const { 0: word, index } of address.matchAll(WORD)) {
    const found = ALPHABETS.map((letters) => word.matchAll(letters).toArray()).filter(
      ({ length }) => length > 0,
    );
    if (found.length < 2) continue;
    const fewest = found.toSorted((a, b) => a.length - b.length)[0]![0]!;
    return { letter: fewest[0], place: index + fewest.index + 1 };
  }
  return null;
}
