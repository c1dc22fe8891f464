const latin = 'qwertyuiopasdfghjklzxcvbnm';
const russian = 'йцукенгшщзфывапролдячсмить';

/** The Latin letter of what a key typed, in lower case, also with the Russian layout. */
export function latinOf(key: string): string {
  const typed = key.toLowerCase();
  return latin[russian.indexOf(typed)] ?? typed;
}

/** A key binding that both layouts press: `g h` is `п р` as well. */
export function onBothLayouts(binding: string): string {
  return binding.replace(/\b[a-z]\b/g, (letter) => `(${letter}|${russian[latin.indexOf(letter)]})`);
}
