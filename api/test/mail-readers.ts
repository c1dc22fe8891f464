import { buffer } from 'node:stream/consumers';
import { finished } from 'node:stream/promises';
import { type Headers, type MimeNode, Splitter } from '@zone-eu/mailsplit';
import parseMime, { type MimePart } from 'hoodiecrow-imap/lib/mimeparser.js';
import libmime from 'libmime';
import addressparser from 'nodemailer/lib/addressparser';
import PostalMime from 'postal-mime';
import { decodeContent } from './strict-entity.ts';

/** What a mail program shows of a mail. */
export interface SeenMail {
  from: string;
  to: string;
  subject: string;
  text: string | null;
  html: string | null;
  files: { name: string; bytes: string }[];
}

/** Parsers of mail that have nothing in common: of a browser library, of a mail server, and of an IMAP server. */
export const mailReaders: Record<string, (mail: Buffer) => Promise<SeenMail>> = {
  'postal-mime': withPostalMime,
  mailsplit: withMailsplit,
  hoodiecrow: async (mail) => withHoodiecrow(mail),
};

/** White space in a header is a space, however it was folded. */
const line = (text: string | undefined) => (text ?? '').replace(/[\p{Cc}\s]+/gu, ' ').trim();
/** Some show the quotes of a local part. */
export const mailbox = (name: string | undefined, address = '') =>
  `${line(name)} <${address.replace(/^"(.*)"@/, '$1@').replace(/\\(.)/g, '$1')}>`;
/** Programs differ in line ends, in the last of them, and in a byte order mark. */
const body = (text: string | null | undefined) =>
  text == null
    ? null
    : text
        .replace(/^\uFEFF/, '')
        .replace(/\r\n?/g, '\n')
        .replace(/\n+$/, '');
const unfolded = (text: string) => text.replace(/\r\n(?=[ \t])/g, '');
const words = (text: string) => libmime.decodeWords(unfolded(text));
const fileOf = (name: string, bytes: Uint8Array) => ({ name, bytes: Buffer.from(bytes).toString('base64') });

async function withPostalMime(mail: Buffer): Promise<SeenMail> {
  const { from, to, subject, text, html, attachments } = await PostalMime.parse(mail);
  return {
    from: mailbox(from?.name, from?.address),
    to: mailbox(to?.[0]?.name, to?.[0]?.address),
    subject: line(subject),
    text: body(text),
    html: body(html),
    files: attachments.map(({ filename, content }) =>
      fileOf(filename ?? '', new Uint8Array(content as ArrayBuffer)),
    ),
  };
}

async function withMailsplit(mail: Buffer): Promise<SeenMail> {
  const parts: { node: MimeNode; pieces: Buffer[] }[] = [];
  const splitter = new Splitter();
  splitter.on('data', (found) => {
    if (found.type === 'node') parts.push({ node: found, pieces: [] });
    else if (found.type === 'body') parts.at(-1)!.pieces.push(found.value);
  });
  splitter.end(mail);
  await finished(splitter);
  const decoded = await Promise.all(
    parts.map(async ({ node, pieces }) => {
      const decoder = node.getDecoder();
      decoder.end(Buffer.concat(pieces));
      return { node, bytes: await buffer(decoder) };
    }),
  );
  const headers = parts[0]!.node.headers as Headers;
  // Names may look like encoded words, so what is decoded must not be read again.
  const header = (name: string) => unfolded(headers.get(name)[0]!).replace(/^[^:]*:/, '');
  const person = (name: string) => {
    const [first] = addressparser(header(name), { flatten: true });
    return mailbox(words(first?.name ?? ''), first?.address);
  };
  const textOf = (type: string) => {
    const found = decoded.find(({ node }) => node.contentType === type && node.disposition !== 'attachment');
    return body(found?.bytes.toString());
  };
  return {
    from: person('from'),
    to: person('to'),
    subject: line(words(header('subject'))),
    text: textOf('text/plain'),
    html: textOf('text/html'),
    files: decoded
      .filter(({ node }) => node.disposition === 'attachment')
      .map(({ node, bytes }) => fileOf(String(node.filename), bytes)),
  };
}

function withHoodiecrow(mail: Buffer): SeenMail {
  const root = parseMime(mail);
  const leaves = leavesOf(root);
  const contentOf = ({ body: content = '', parsedHeader }: MimePart) =>
    decodeContent(content, String(parsedHeader['content-transfer-encoding'] ?? '7bit'));
  const textOf = (type: string) => {
    const found = leaves.find(
      ({ parsedHeader }) =>
        parsedHeader['content-type'].value === type && !parsedHeader['content-disposition'],
    );
    return body(found && contentOf(found)?.toString());
  };
  const { from, to, subject } = root.parsedHeader;
  return {
    from: mailbox(words(from![0]!.name), from![0]!.address),
    to: mailbox(words(to![0]!.name), to![0]!.address),
    subject: line(words(subject ?? '')),
    text: textOf('text/plain'),
    html: textOf('text/html'),
    files: leaves.flatMap((leaf) => {
      const name = leaf.parsedHeader['content-disposition']?.params.filename;
      return name === undefined ? [] : [fileOf(words(name), contentOf(leaf)!)];
    }),
  };
}

const leavesOf = (part: MimePart): MimePart[] => part.childNodes?.flatMap(leavesOf) ?? [part];
