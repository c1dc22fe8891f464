/** The supported encodings, with the names that iconv-lite uses for them. */
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

/** Other names that the detectors use. */
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

/** Returns the encoding with a name as people and detectors write it, or null if it is not supported. */
export function encodingOf(name: string): Encoding | null {
  const plain = (text: string) => text.toLowerCase().replaceAll(/[^a-z\d]/g, '');
  const wanted = plain(aliases[name.toLowerCase()] ?? name).replace(/^(?:cp|win)(125\d)$/, 'windows$1');
  return encodingNames.find((known) => plain(known) === wanted) ?? null;
}

/** Returns iconv-lite's name for an encoding. */
export const iconvName = (encoding: Encoding): string => encodings[encoding]!;
