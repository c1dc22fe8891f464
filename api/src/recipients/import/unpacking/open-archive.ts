import type { Readable } from 'node:stream';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { CannotUnpack } from './unpacked.ts';

const MOST_ENTRIES = 10_000;
/** Limit on everything unpacked from one archive. A sheet's XML is many times as large as its text. */
const MOST_UNPACKED = 1024 * 1024 * 1024;
/** Beyond the first megabytes, a better compression ratio indicates a ZIP bomb. */
const MOST_RATIO = 250;
const SMALL = 16 * 1024 * 1024;

/** The files of a ZIP archive, with limits on what they unpack to. */
export interface Archive {
  names: string[];
  open(name: string): Promise<Readable>;
  close(): void;
}

/** Opens an archive file. Throws CannotUnpack if it is broken, has a password, or unpacks to too much. */
export async function openArchive(path: string): Promise<Archive> {
  const zip = await yauzl.openPromise(path, { autoClose: false }).catch(asBroken);
  const entries = new Map<string, Entry>();
  try {
    let size = 0;
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue;
      size += entry.uncompressedSize;
      assertHarmless(entry, { size, count: entries.size });
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    zip.close();
    throw error instanceof CannotUnpack ? error : new CannotUnpack('UPLOAD_BROKEN_ARCHIVE');
  }
  return {
    names: [...entries.keys()],
    open: (name) => open(zip, entries.get(name)),
    close: () => zip.close(),
  };
}

function assertHarmless(entry: Entry, { size, count }: { size: number; count: number }): void {
  const { uncompressedSize, compressedSize } = entry;
  const isBomb = uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_RATIO;
  if (size > MOST_UNPACKED || count >= MOST_ENTRIES || isBomb)
    throw new CannotUnpack('UPLOAD_UNPACKED_TOO_LARGE');
  if (entry.isEncrypted()) throw new CannotUnpack('UPLOAD_LOCKED');
}

/** The library ends the stream if a file turns out to be larger than its entry says. */
async function open(zip: ZipFile, entry: Entry | undefined): Promise<Readable> {
  if (!entry) throw new CannotUnpack('UPLOAD_BROKEN_ARCHIVE');
  return zip.openReadStreamPromise(entry).catch(asBroken);
}

const asBroken = (): never => {
  throw new CannotUnpack('UPLOAD_BROKEN_ARCHIVE');
};
