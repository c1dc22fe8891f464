import type { Emitter } from 'liquidjs';
import type { CompiledTemplate } from './compile-template.ts';
import type { TemplateValues } from './template-values.ts';
import { PieceEncoder } from './piece-encoder.ts';
import { JoinedLines } from './joined-lines.ts';
import { QuotedPrintableEmitter } from './quoted-printable-emitter.ts';
import { TextEmitter } from './text-emitter.ts';
import { withCrlf } from './with-crlf.ts';

/**
 * A MIME part: its headers with the empty line after them, and the function that fills it in for one person.
 */
interface CompiledPart {
  headers: string;
  fill: (values: TemplateValues) => string;
}

/**
 * Share of a part's own bytes beyond ASCII above which base64 is shorter: it makes four bytes of three,
 * quoted-printable three of one.
 */
const MOST_BEYOND_ASCII = 0.18;
const LINE = /.{1,76}/g;

/** Compiles a part in the encoding that is shorter for its template's text. */
export function compilePart(
  template: CompiledTemplate,
  { type, mostBytes }: { type: string; mostBytes: number },
): CompiledPart {
  const isBase64 = shareBeyondAscii(template.statics) > MOST_BEYOND_ASCII;
  const encoding = isBase64 ? 'base64' : 'quoted-printable';
  return {
    headers: `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: ${encoding}\r\n\r\n`,
    fill: isBase64 ? inBase64(template, mostBytes) : inQuotedPrintable(template, mostBytes),
  };
}

function shareBeyondAscii(statics: Set<string>): number {
  let [bytes, beyond] = [0, 0];
  for (const text of statics) {
    for (const byte of Buffer.from(text)) if (byte > 0x7f) beyond++;
    bytes += Buffer.byteLength(text);
  }
  return bytes === 0 ? 0 : beyond / bytes;
}

function renderLines(template: CompiledTemplate, values: TemplateValues, emitter: Emitter): void {
  const lines = new JoinedLines(emitter);
  template.render(values, lines);
  lines.end();
}

function inQuotedPrintable(template: CompiledTemplate, mostBytes: number): CompiledPart['fill'] {
  const encoder = new PieceEncoder(template.statics);
  return (values) => {
    const emitter = new QuotedPrintableEmitter(encoder, mostBytes);
    renderLines(template, values, emitter);
    return emitter.buffer;
  };
}

function inBase64(template: CompiledTemplate, mostBytes: number): CompiledPart['fill'] {
  return (values) => {
    const emitter = new TextEmitter(mostBytes);
    renderLines(template, values, emitter);
    const encoded = Buffer.from(withCrlf(emitter.buffer)).toString('base64');
    return encoded.match(LINE)?.join('\r\n') ?? '';
  };
}
