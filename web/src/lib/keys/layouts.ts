const latin = 'qwertyuiopasdfghjklzxcvbnm';
const russian = 'йцукенгшщзфывапролдячсмить';

/** Returns the Latin letter of a typed key, in lower case, also on the Russian layout. */
export function latinOf(key: string): string {
  const typed = key.toLowerCase();
  return latin[russian.indexOf(typed)] ?? typed;
}

/** Returns a key binding for both layouts: `g h` is `п р` as well. */
export function onBothLayouts(binding: string): string {
  return binding.replace(/\b[a-z]\b/g, (letter) => `(${letter}|${russian[latin.indexOf(letter)]})`);
}
