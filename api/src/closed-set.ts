import { registerEnumType } from 'type-graphql';

/** A closed set of words: each by its own name, in the order in which they are listed. */
export type Words<Word extends string> = { readonly [W in Word]: W };

/** A closed set, as written once: what is made of it serves TypeScript, database and input. */
export function closedSet<const Word extends string>(words: readonly Word[]): Words<Word> {
  return Object.fromEntries(words.map((word) => [word, word])) as Words<Word>;
}

/** A closed set that is an enum of the API as well, with a description of it and of each word. */
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

/** The words of a closed set as SQL, for `in (…)` and `array[…]`. */
export function quoted(set: Words<string>): string {
  return Object.values(set)
    .map((word) => `'${word}'`)
    .join(', ');
}
