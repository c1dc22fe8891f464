import type { Readable } from 'node:stream';
import { SaxesParser } from 'saxes';
import { CannotUnpack } from './unpacked.ts';

/** Receives a document's parts as they are read. Names have no namespace prefix. */
export interface XmlListener {
  open(name: string, attributes: Record<string, string>): void;
  text(text: string): void;
  close(name: string): void;
}

/**
 * Reads a document piece by piece, and waits for the listener between the pieces. Entities beyond XML's own
 * are an error, so none can expand. Throws CannotUnpack for invalid XML.
 */
export async function readXml(
  bytes: Readable,
  listener: XmlListener,
  between: () => Promise<void> | void = () => {},
): Promise<void> {
  const parser = new SaxesParser();
  parser.on('opentag', ({ name, attributes }) =>
    listener.open(local(name), attributes as Record<string, string>),
  );
  parser.on('text', (text) => listener.text(text));
  parser.on('cdata', (text) => listener.text(text));
  parser.on('closetag', ({ name }) => listener.close(local(name)));
  parser.on('error', () => {
    throw new CannotUnpack('UPLOAD_BROKEN_ARCHIVE');
  });
  const decoder = new TextDecoder();
  try {
    for await (const chunk of bytes) {
      parser.write(decoder.decode(chunk as Buffer, { stream: true }));
      await between();
    }
    parser.close();
  } catch (error) {
    throw isOfFile(error) ? new CannotUnpack('UPLOAD_BROKEN_ARCHIVE') : error;
  }
}

const local = (name: string) => name.slice(name.indexOf(':') + 1);

/** Whether the archive is at fault: errors of zlib, and of the archive library, which have no code. */
const isOfFile = (error: unknown) =>
  error instanceof Error &&
  !(error instanceof CannotUnpack) &&
  (error.message.includes('bytes in the stream') ||
    String((error as NodeJS.ErrnoException).code).startsWith('Z_'));
