import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { detectAll } from 'jschardet';
import { encodingOf, iconvName, type Encoding } from './encoding-names.ts';

// A reading with at least this share of the best one's confidence is considered as likely.
const AS_LIKELY = 0.75;
// The second detector decides if it is this much surer of one of them.
const SURER = 1.5;

/**
 * Returns the encodings that bytes of words beyond ASCII may be in, the likeliest first: one if it can be
 * determined, several if a person has to choose. Readings that give the same text count as one.
 */
export function detectEncoding(words: Buffer): Encoding[] {
  const found = likeliestOf(words);
  const [only] = found;
  const isWestern = found.length === 1 && /^(?:Windows-1252|ISO-8859-1)$/.test(only!);
  return isWestern && isMaybeTurkish(iconv.decode(words, 'win1252')) ? ['Windows-1254', only!] : found;
}

/** Turkish differs from Icelandic by six letters; detectors do not look at the others. */
const isMaybeTurkish = (text: string) => /[þðýÞÐÝ]/.test(text) && !/[áéíóúæÁÉÍÓÚÆ]/.test(text);

function likeliestOf(words: Buffer): Encoding[] {
  const readings = readingsOf(words);
  const close = readings.filter(({ confidence }) => confidence >= readings[0]!.confidence * AS_LIKELY);
  if (close.length < 2) return readings.slice(0, 1).map(({ encoding }) => encoding);
  const names = close.map(({ encoding }) => encoding);
  const second = confidenceOfOther(words);
  // It does not know the encodings of old computers, and can only choose between the others.
  if (names.some((name) => /^(?:Mac|IBM)/.test(name))) return names;
  const [first, next] = names.toSorted((a, b) => second(b) - second(a)) as [Encoding, Encoding];
  return second(first) > second(next) * SURER ? [first] : names;
}

interface Reading {
  encoding: Encoding;
  text: string;
  confidence: number;
}

function readingsOf(words: Buffer): Reading[] {
  const readings: Reading[] = [];
  for (const { encoding: name, confidence } of detectAll(words)) {
    const encoding = name && encodingOf(name);
    if (!encoding) continue;
    const text = iconv.decode(words, iconvName(encoding));
    if (readings.some((known) => known.text === text)) continue;
    readings.push({ encoding, text, confidence: confidence * naturalness(text) ** 3 });
  }
  return readings.filter(({ confidence }) => confidence > 0).toSorted((a, b) => b.confidence - a.confidence);
}

/** The second detector's confidence in an encoding, in per cent. */
function confidenceOfOther(words: Buffer): (encoding: Encoding) => number {
  const found = new Map(analyse(words).map(({ name, confidence }) => [encodingOf(name), confidence]));
  // If no byte distinguishes them, it calls Windows-1252 by its older name.
  const older: Record<string, string> = { 'Windows-1252': 'ISO-8859-1', 'Windows-1250': 'ISO-8859-2' };
  return (encoding) => found.get(encoding) ?? found.get(older[encoding] ?? '') ?? 0;
}

const SCRIPTS = [
  /\p{Script=Latin}/u,
  /\p{Script=Cyrillic}/u,
  /\p{Script=Greek}/u,
  /\p{Script=Hebrew}/u,
  /\p{Script=Arabic}/u,
];

/** Letters that no language has that has those of Russian: capitals of Windows-1251, read as those of a Mac. */
const SERBIAN = /[ЂЃЉЊЌЋЏђѓљњќћџЅѕЈј]/;
const LONGEST_WORD = 100;
/**
 * A symbol next to a letter, as in `амили¤`, which is `амилия` in another encoding, or a dash without a space
 * after it.
 */
const STRANGE_SIGN = /\p{L}(?![\x20-\x7e™®©°])\p{S}|(?![\x20-\x7e™®©°])\p{S}\p{L}|^\p{Pd}\p{L}/u;

/**
 * The share of words that look natural: letters of one script, no capital after a small letter, no symbols
 * between letters.
 */
function naturalness(text: string): number {
  const words = text.split(/[\s,;|"'-]+/u).filter((word) => /[^\x20-\x7e]/u.test(word));
  if (words.length === 0) return 1;
  const isRussian = /[ыэъё]/i.test(text);
  const isOdd = (word: string) => isRussian && SERBIAN.test(word);
  return words.filter((word) => isNatural(word.slice(0, LONGEST_WORD)) && !isOdd(word)).length / words.length;
}

function isNatural(word: string): boolean {
  if (/[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u.test(word) || STRANGE_SIGN.test(word)) return false;
  // A single dash or symbol, quotes around a word, a number with a degree sign.
  const letters = word.replaceAll(/^[^\p{L}\p{M}]+|[^\p{L}\p{M}]+$/gu, '');
  if (letters === '') return /^[\p{Pd}\p{Pi}\p{Pf}\p{Ps}\p{Pe}\p{Po}\p{Sc}№°\d]+$/u.test(word);
  if (/[^\p{L}\p{M}.’@_\d]/u.test(letters)) return false;
  if (/\p{Ll}\p{Lu}/u.test(letters) && !/^(?:Mc|Mac|De|La|Le|Di|Du)\p{Lu}/u.test(letters)) return false;
  return SCRIPTS.filter((script) => script.test(letters)).length <= 1;
}
