import { type HeaderField, isUtf8, splitEntity } from './split-entity.ts';
import { faultsOfEntity } from './strict-entity.ts';

/** Returns what in a mail is not as RFC 5322, 2045 to 2047 and 2183 have it, read strictly. */
export function strictFaults(mail: Buffer): string[] {
  const raw = mail.toString('latin1');
  const { fields, body, faults } = splitEntity(raw);
  return [...faultsOfBytes(raw), ...faults, ...faultsOfHeader(fields), ...faultsOfEntity(fields, body)];
}

function faultsOfBytes(raw: string): string[] {
  return [
    ...(/[^\t\r\n\x20-\x7e]/.test(raw) ? ['a byte that is not printable ASCII'] : []),
    ...(/\r(?!\n)|(?<!\r)\n/.test(raw) ? ['half of a line end'] : []),
    ...(raw.endsWith('\r\n') ? [] : ['no line end at the end']),
    ...(raw.split('\r\n').some(({ length }) => length > 998) ? ['a line of more than 998 characters'] : []),
  ];
}

const ATEXT = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
const DOT_ATOM = `${ATEXT}(?:\\.${ATEXT})*`;
const QUOTED = '"(?:[^"\\\\]|\\\\[\\x20-\\x7e])*"';
const PHRASE = `(?:${ATEXT}|${QUOTED})(?:[ \\t]+(?:${ATEXT}|${QUOTED}))*`;
const ADDRESS = `(?:${DOT_ATOM}|${QUOTED})@${DOT_ATOM}`;
const MAILBOX = new RegExp(`^(?:${PHRASE} +)?<${ADDRESS}>$`);
const URIS = /^<[!-;=?-~]+>(?:,[ \t]*<[!-;=?-~]+>)*$/;
const DATE =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/;

/** The form of each structured header. */
const forms: Record<string, RegExp> = {
  date: DATE,
  from: MAILBOX,
  to: MAILBOX,
  'reply-to': MAILBOX,
  'message-id': new RegExp(`^<${DOT_ATOM}@${DOT_ATOM}>$`),
  'mime-version': /^1\.0$/,
  'auto-submitted': /^auto-generated$/,
  'list-id': new RegExp(`^(?:${PHRASE} +)?<${DOT_ATOM}>$`),
  'list-unsubscribe': URIS,
  'list-unsubscribe-post': /^List-Unsubscribe=One-Click$/,
  'feedback-id': /^[\w.-]+(?::[\w.-]+){3}$/,
  'cfbl-address': new RegExp(`^${ADDRESS}; report=arf$`),
};
const REQUIRED = ['date', 'from', 'to', 'message-id', 'mime-version', 'content-type'];
/** Only signatures may repeat. */
const REPEATABLE = new Set(['dkim-signature']);

function faultsOfHeader(fields: HeaderField[]): string[] {
  const names = fields.map(({ name }) => name);
  const isRepeated = (name: string, at: number) => names.indexOf(name) < at && !REPEATABLE.has(name);
  return [
    ...REQUIRED.filter((name) => !names.includes(name)).map((name) => `no ${name}`),
    ...names.filter(isRepeated).map((name) => `${name} twice`),
    ...fields.flatMap(({ name, value }) =>
      forms[name] && !forms[name].test(value.trim()) ? [`${name}: ${value}`] : [],
    ),
    ...fields.flatMap(({ name, value }) =>
      faultsOfWords(value).map((fault) => `${name}: ${fault}: ${value}`),
    ),
  ];
}

const WORD = /=\?([^?\s]*)\?([^?\s]*)\?([^?\s]*)\?=/g;

/** RFC 2047: encoded words are short, whole, apart, of whole characters, and never in a quoted string. */
function faultsOfWords(value: string): string[] {
  const quoted = value.match(new RegExp(QUOTED, 'g')) ?? [];
  return [
    ...[...value.matchAll(WORD)].flatMap((found) => faultsOfWord(found, value)),
    ...(value.replace(WORD, '').includes('=?') ? ['half of an encoded word'] : []),
    ...(quoted.some((text) => text.includes('=?')) ? ['an encoded word in quotes'] : []),
  ];
}

function faultsOfWord([word, charset, encoding, text]: RegExpExecArray, value: string): string[] {
  const bytes = /^B$/i.test(encoding!) ? Buffer.from(text!, 'base64') : bytesOfQ(text!);
  const [before, after] = value.split(word);
  const rules: [boolean, string][] = [
    [word.length <= 75, 'a long encoded word'],
    [/^utf-8 [BQ]$/i.test(`${charset} ${encoding}`), 'an odd encoded word'],
    [/(?:^|[\s(])$/.test(before!) && /^(?:$|[\s)])/.test(after!), 'an encoded word that is not apart'],
    [bytes.length > 0 && isUtf8(bytes), 'an encoded word of half a character'],
  ];
  return rules.filter(([isKept]) => !isKept).map(([, fault]) => fault);
}

const bytesOfQ = (text: string) =>
  Buffer.from(
    text
      .replaceAll('_', ' ')
      .replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  );
