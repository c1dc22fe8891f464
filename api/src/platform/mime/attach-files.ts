import { createHash } from 'node:crypto';

/** A file for a mail; its type is such as `application/pdf`. */
export interface FileToAttach {
  name: string;
  type: string;
  bytes: Uint8Array;
}

/** The files of many mails, encoded once. */
export interface EncodedFiles {
  boundary: string;
  parts: Buffer;
}

const LINE = /.{1,76}/g;

/** Encodes files for mails; null if there are none. */
export function encodeFiles(files: readonly FileToAttach[]): EncodedFiles | null {
  if (files.length === 0) return null;
  const hash = createHash('sha256');
  for (const { bytes } of files) hash.update(bytes);
  // `=_` occurs in neither encoding of a part, so no value can end one.
  const boundary = `=_files_${hash.digest('hex').slice(0, 32)}`;
  const parts = files.map((file) => `--${boundary}\r\n${partOf(file)}\r\n`).join('');
  return { boundary, parts: Buffer.from(`${parts}--${boundary}--\r\n`, 'latin1') };
}

/** Returns a mail that carries files too. Its body becomes the first part. */
export function withFiles(mail: Buffer, { boundary, parts }: EncodedFiles): Buffer {
  // A line of a header that begins like this is no value's: values are folded with a space.
  const body = mail.indexOf('\r\nContent-Type:', 0, 'latin1') + 2;
  const open = `Content-Type: multipart/mixed;\r\n boundary="${boundary}"\r\n\r\n--${boundary}\r\n`;
  return Buffer.concat([
    mail.subarray(0, body),
    Buffer.from(open, 'latin1'),
    mail.subarray(body),
    CRLF,
    parts,
  ]);
}

const CRLF = Buffer.from('\r\n');

function partOf({ name, type, bytes }: FileToAttach): string {
  const encoded = Buffer.from(bytes).toString('base64').match(LINE)?.join('\r\n') ?? '';
  return `Content-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment;\r\n ${fileName(name)}\r\n\r\n${encoded}`;
}

/** The parameter for a file's name; RFC 2231 for what is not plain or is long. */
function fileName(name: string): string {
  if (/^[\w !#$&'()+,.;=@[\]^{}~-]{1,60}$/.test(name)) return `filename="${name}"`;
  const encoded = encodeURIComponent(name).replace(
    /['()*!]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  const pieces = encoded.match(/(?:%..|[^%]){1,18}/g) ?? [''];
  return pieces
    .map((piece, index) => `filename*${index}*=${index === 0 ? "utf-8''" : ''}${piece}`)
    .join(';\r\n ');
}
