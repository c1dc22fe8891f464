import { type HeaderField, isUtf8, splitEntity } from './split-entity.ts';

const TOKEN = '[\\w!#$%&+.^`{|}~*-]+';
const PARAMETER = `;\\s*(${TOKEN})=(?:(${TOKEN}|[^\\s;"]+)|"((?:[^"\\\\]|\\\\.)*)")`;
const TYPE = new RegExp(`^(${TOKEN}/${TOKEN})((?:${PARAMETER})*)$`);
/** RFC 2046, section 5.1.1. */
const BOUNDARY = /^[\w'()+,./:=? -]{0,69}[\w'()+,./:=?-]$/;

interface ContentType {
  /** In small letters; empty if it cannot be read. */
  type: string;
  parameters: Map<string, string>;
}

/** Returns what in the body of a mail, or of a part, is not as its header has it. */
export function faultsOfEntity(fields: HeaderField[], body: string): string[] {
  const valueOf = (name: string) => fields.find((field) => field.name === name)?.value.trim();
  const { type, parameters } = typeOf(valueOf('content-type') ?? 'text/plain; charset=us-ascii');
  const encoding = valueOf('content-transfer-encoding')?.toLowerCase() ?? '7bit';
  if (type === '') return [`content-type: ${valueOf('content-type')}`];
  if (type.startsWith('multipart/')) {
    const faults = faultsOfParts(type, parameters.get('boundary') ?? '', body);
    return encoding === '7bit' ? faults : [`${type} in ${encoding}`];
  }
  const disposition = valueOf('content-disposition');
  if (disposition) return [...faultsOfDisposition(disposition), ...faultsOfContent(body, encoding)];
  return [
    ...(parameters.get('charset') === 'utf-8' ? [] : [`${type} without its charset`]),
    ...faultsOfContent(body, encoding, isUtf8),
  ];
}

const faultsOfDisposition = (value: string) =>
  typeOf(`x/${value}`).type === 'x/attachment' ? [] : [`disposition ${value}`];

function typeOf(value: string): ContentType {
  const [, type = '', rest = ''] = TYPE.exec(value) ?? [];
  const parameters = [...rest.matchAll(new RegExp(PARAMETER, 'g'))].map(
    ([, name = '', plain, quoted]) => [name.toLowerCase(), plain ?? quoted ?? ''] as const,
  );
  return { type: type.toLowerCase(), parameters: new Map(parameters) };
}

function faultsOfParts(type: string, boundary: string, body: string): string[] {
  if (!BOUNDARY.test(boundary)) return [`the boundary ${boundary}`];
  const [preamble, ...parts] = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (parts.pop() !== '--\r\n') return [`${type} without its end`];
  if (preamble !== '' || parts.length === 0) return [`${type} with something before its first part`];
  const entities = parts.map((part) => splitEntity(`${part.slice(2)}\r\n`));
  const types = entities.map(
    ({ fields }) => typeOf(fields.find(({ name }) => name === 'content-type')?.value ?? '').type,
  );
  // RFC 2046, section 5.1.4: the plainest comes first.
  const isInOrder = type !== 'multipart/alternative' || types.join() === 'text/plain,text/html';
  return [
    ...(parts.every((part) => part.startsWith('\r\n')) ? [] : ['a boundary with something behind it']),
    ...entities.flatMap(({ faults }) => faults),
    ...entities.flatMap(({ fields, body: content }) => faultsOfEntity(fields, content.slice(0, -2))),
    ...(isInOrder ? [] : [`${type} of ${types.join()}`]),
  ];
}

function faultsOfContent(
  body: string,
  encoding: string,
  isRight: (bytes: Buffer) => boolean = () => true,
): string[] {
  const bytes = decodeContent(body, encoding);
  if (!bytes) return [`content in ${encoding} that cannot be decoded`];
  const isTooLong = encoding !== '7bit' && body.split('\r\n').some(({ length }) => length > 76);
  return [
    ...(isTooLong ? [`a long line in ${encoding}`] : []),
    ...(isRight(bytes) ? [] : ['a text of half a character']),
  ];
}

/** Returns the bytes of a body; null for what is not strictly in that encoding. */
export const decodeContent = (body: string, encoding: string): Buffer | null =>
  decoders[encoding.toLowerCase()]?.(body.split('\r\n')) ?? null;

const decoders: Record<string, (lines: string[]) => Buffer | null> = {
  '7bit': (lines) => Buffer.from(lines.join('\r\n'), 'latin1'),
  base64(lines) {
    const text = lines.join('');
    const isStrict = text.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(text);
    return isStrict ? Buffer.from(text, 'base64') : null;
  },
  'quoted-printable'(lines) {
    const isStrict = lines.every(
      (line) => /^(?:[\t\x20-<>-~]|=[0-9A-F]{2})*=?$/.test(line) && !/[ \t]$/.test(line),
    );
    if (!isStrict || lines.at(-1)!.endsWith('=')) return null;
    const joined = lines.join('\r\n').replaceAll('=\r\n', '');
    const plain = joined.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(parseInt(hex, 16)),
    );
    return Buffer.from(plain, 'latin1');
  },
};
