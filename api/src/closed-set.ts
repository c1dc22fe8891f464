import { registerEnumType } from 'type-graphql';

/** A closed set of words, keyed by themselves, in the order in which they are listed. */
export type Words<Word extends string> = { readonly [W in Word]: W };

/** Defines a closed set once, for TypeScript, the database and input. */
export function closedSet<const Word extends string>(words: readonly Word[]): Words<Word> {
  return Object.fromEntries(words.map((word) => [word, word])) as Words<Word>;
}

/** Defines a closed set that is also an enum of the API, with descriptions of the enum and of each word. */
export function apiEnum<const Word extends string>(
  name: string,
  description: string,
  meanings: Record<Word, string>,
): Words<Word> {
  const set = closedSet(Object.keys(meanings) as Word[]);
  const described = Object.entries<string>(meanings).map(([word, meaning]) => [
    word,
    { description: meaning },
  ]);
  registerEnumType(set, { name, description, valuesConfig: Object.fromEntries(described) });
  return set;
}

/** Returns the words of a closed set as SQL, for `in (…)` and `array[…]`. */
export function quoted(set: Words<string>): string {
  return Object.values(set)
    .map((word) => `'${word}'`)
    .join(', ');
}
