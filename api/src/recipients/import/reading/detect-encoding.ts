import { analyse } from 'chardet';
import iconv from 'iconv-lite';
import { detectAll } from 'jschardet';

/** An encoding as it is asked for and shown, with the name that iconv-lite knows it by where that is another. */
const encodings: Record<string, string> = {
  'UTF-8': 'utf-8',
  'UTF-16LE': 'utf-16le',
  'UTF-16BE': 'utf-16be',
  'Windows-1250': 'win1250',
  'Windows-1251': 'win1251',
  'Windows-1252': 'win1252',
  'Windows-1253': 'win1253',
  'Windows-1254': 'win1254',
  'Windows-1255': 'win1255',
  'Windows-1256': 'win1256',
  'Windows-1257': 'win1257',
  'Windows-1258': 'win1258',
  'ISO-8859-1': 'iso-8859-1',
  'ISO-8859-2': 'iso-8859-2',
  'ISO-8859-5': 'iso-8859-5',
  'ISO-8859-7': 'iso-8859-7',
  'ISO-8859-8': 'iso-8859-8',
  'ISO-8859-9': 'iso-8859-9',
  'ISO-8859-15': 'iso-8859-15',
  'KOI8-R': 'koi8-r',
  'KOI8-U': 'koi8-u',
  IBM437: 'cp437',
  IBM850: 'cp850',
  IBM852: 'cp852',
  IBM866: 'cp866',
  MacRoman: 'macroman',
  MacCentralEurope: 'maccenteuro',
  MacCyrillic: 'maccyrillic',
  Shift_JIS: 'shift_jis',
  'EUC-JP': 'euc-jp',
  GB18030: 'gb18030',
  Big5: 'big5',
  'EUC-KR': 'euc-kr',
};

/** What the detectors call by other names. */
const aliases: Record<string, string> = {
  maclatin2: 'MacCentralEurope',
  cp932: 'Shift_JIS',
  cp949: 'EUC-KR',
  cp437: 'IBM437',
  cp850: 'IBM850',
  cp852: 'IBM852',
  cp866: 'IBM866',
};

const encodingNames = Object.keys(encodings);
export type Encoding = string;

/** The encoding of a name as people and detectors write it; null for one that is not read here. */
export function encodingOf(name: string): Encoding | null {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z\d]/g, '');
  const wanted = plain(aliases[name.toLowerCase()] ?? name).replace(/^(?:cp|win)(125\d)$/, 'windows$1');
  return encodingNames.find((known) => plain(known) === wanted) ?? null;
}

/** What a decoder of iconv-lite is called for it. */
export const iconvName = (encoding: Encoding): string => encodings[encoding]!;

// Below the first's confidence by no more than this, another reading is as likely.
const AS_LIKELY = 0.75;
// The second detector decides where it is so much surer of one of them.
const SURER = 1.5;

/**
 * The encodings that bytes of words beyond ASCII may be in, the likeliest first: one where they tell it, several where
 * they do not, and somebody has to be asked. Readings that give the same text count as one.
 */
export function detectEncoding(words: Buffer): Encoding[] {
  const readings = readingsOf(words);
  const close = readings.filter(({ confidence }) => confidence >= readings[0]!.confidence * AS_LIKELY);
  if (close.length < 2) return readings.slice(0, 1).map(({ encoding }) => encoding);
  const names = close.map(({ encoding }) => encoding);
  const second = confidenceOfOther(words);
  // It knows none of those of old computers, and can only choose between the others.
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

/** How sure the other detector is of an encoding, in per cent. */
function confidenceOfOther(words: Buffer): (encoding: Encoding) => number {
  const found = new Map(analyse(words).map(({ name, confidence }) => [encodingOf(name), confidence]));
  // It calls Windows-1252 by its older name where no byte tells them apart.
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

const LONGEST_WORD = 100;
/** A sign at a letter, as in `амили¤`, which is `амилия` in another encoding; or a dash without a space behind it. */
const STRANGE_SIGN = /\p{L}(?![\x20-\x7e™®©°])\p{S}|(?![\x20-\x7e™®©°])\p{S}\p{L}|^\p{Pd}\p{L}/u;

/** The share of words that look like some: letters of one script, no capital after a small letter, no signs between letters. */
function naturalness(text: string): number {
  const words = text.split(/[\s,;|"'-]+/u).filter((word) => /[^\x20-\x7e]/u.test(word));
  if (words.length === 0) return 1;
  return words.filter((word) => isNatural(word.slice(0, LONGEST_WORD))).length / words.length;
}

function isNatural(word: string): boolean {
  if (/[\p{Cc}\p{Co}\p{Cn}\uFFFD]/u.test(word) || STRANGE_SIGN.test(word)) return false;
  // A dash or a sign by itself, quotes around a word, a number with a degree sign.
  const letters = word.replaceAll(/^[^\p{L}\p{M}]+|[^\p{L}\p{M}]+$/gu, '');
  if (letters === '') return /^[\p{Pd}\p{Pi}\p{Pf}\p{Ps}\p{Pe}\p{Po}\p{Sc}№°\d]+$/u.test(word);
  if (/[^\p{L}\p{M}.’@_\d]/u.test(letters)) return false;
  if (/\p{Ll}\p{Lu}/u.test(letters) && !/^(?:Mc|Mac|De|La|Le|Di|Du)\p{Lu}/u.test(letters)) return false;
  return SCRIPTS.filter((script) => script.test(letters)).length <= 1;
}
