import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import pLimit from 'p-limit';
import { fault, invalid } from '../../../errors/domain-error.ts';
import { EndableThread, ThreadEnded } from '../../../platform/threads/endable-thread.ts';
import type { Packed, Unpacked, UnpackProblem } from './unpacked.ts';

/** Beside this file in the sources, beside the program when it is built. */
const program = new URL(
  import.meta.url.endsWith('.ts') ? './unpack-thread.ts' : './unpack-thread.js',
  import.meta.url,
);
const DEADLINE = 300_000;
/** Number of threads that unpack at a time; other uploads wait. */
const taking = pLimit(2);

type Bytes = AsyncIterable<Uint8Array>;

interface Taken {
  parts: string[];
  part: string | null;
  bytes: Bytes;
}

/** Reads the first bytes, and returns them together with a stream that still contains them. */
export async function peekedAt(bytes: Bytes): Promise<{ begin: Uint8Array; all: Bytes }> {
  const rest = bytes[Symbol.asyncIterator]();
  const first = await rest.next();
  async function* all() {
    for (let one = first; !one.done; one = await rest.next()) yield one.value;
  }
  return { begin: first.done ? new Uint8Array() : first.value, all: all() };
}

/** Whether bytes begin as ZIP archives do, which includes workbooks since 2007. */
export const isPacked = (begin: Uint8Array): boolean =>
  ['504b0304', '504b0506'].includes(Buffer.from(begin.subarray(0, 4)).toString('hex'));

/**
 * Passes on the text of one part of an archive or workbook, unpacked in a thread with limits of its own.
 * Throws INVALID if it cannot be unpacked. Takes twice the space on disk meanwhile.
 */
export async function withUnpacked<T>(
  { bytes, part, mostBytes }: { bytes: Bytes; part: string | null; mostBytes: number },
  use: (taken: Taken) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'postline-upload-'));
  try {
    const [from, to] = [join(folder, 'packed'), join(folder, 'unpacked')];
    await pipeline(bounded(bytes, mostBytes), createWriteStream(from));
    const found = await taking(() => unpackInThread({ from, to, part, mostBytes }));
    if ('problem' in found) throw refused(found.problem, mostBytes);
    return await use({ ...found, bytes: createReadStream(to) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function unpackInThread(packed: Packed): Promise<Unpacked> {
  const thread = new EndableThread(program, () => {});
  try {
    return (await thread.ask(packed, DEADLINE)).answer as Unpacked;
  } catch (error) {
    if (!(error instanceof ThreadEnded)) throw error;
    return { problem: error.reason === 'FAILURE' ? 'UPLOAD_BROKEN_ARCHIVE' : 'UPLOAD_UNPACKED_TOO_LARGE' };
  } finally {
    // Terminating it frees its memory.
    thread.end('CANCELLED');
  }
}

async function* bounded(bytes: Bytes, most: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  for await (const chunk of bytes) {
    size += chunk.length;
    if (size > most) throw refused('UPLOAD_TOO_LARGE', most);
    yield chunk;
  }
}

const refused = (key: UnpackProblem | 'UPLOAD_TOO_LARGE', most: number) =>
  invalid([fault(key, ['file'], { bound: most / 1024 / 1024 })]);
