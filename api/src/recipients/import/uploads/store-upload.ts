import type { Context } from '../../../context/context.ts';
import { conflict, fault, invalid, unauthenticated } from '../../../errors/domain-error.ts';
import { ByteSniffer } from '../reading/sniff-bytes.ts';
import { isPacked, peekedAt, withUnpacked } from '../unpacking/unpack-upload.ts';
import { Upload } from './upload.entity.ts';

export const MOST_BYTES = 200 * 1024 * 1024;
/** Limit on the total size of one user's uploads, in bytes. */
const QUOTA = 1024 * 1024 * 1024;
const CHUNK = 262_144;
const MINUTES_TO_SEND = 60;

interface StoreUpload {
  fileName: string;
  bytes: AsyncIterable<Uint8Array>;
  /** The sheet of a workbook, or the file of an archive; the first one by default. */
  part?: string | null;
  /** The owner of the upload; the actor by default. Only commands set another. */
  ownerId?: number;
}

/**
 * Stores a file piece by piece as it arrives, and detects its encoding; of a workbook or a ZIP archive,
 * stores the text of one part. Throws INVALID if it is empty, larger than 200 MB or not a text, or if the
 * owner's uploads would exceed the quota; nothing is stored then.
 */
export async function storeUpload(
  ctx: Context,
  { fileName, bytes, ownerId, part = null }: StoreUpload,
): Promise<Upload> {
  const owner = ownerId ?? ctx.actor.id;
  if (owner === null) throw unauthenticated();
  const name = fileName.replaceAll(/[\p{Cc}\p{Cf}/\\]/gu, '').slice(0, 200) || 'import.csv';
  const upload = await ctx.em.transactional(async (em) => em.create(Upload, { owner, fileName: name }));
  try {
    const { begin, all } = await peekedAt(bytes);
    if (!isPacked(begin)) return await fill(ctx, upload, { bytes: all, parts: [], part: null });
    return await withUnpacked({ bytes: all, part, mostBytes: MOST_BYTES }, (found) =>
      fill(ctx, upload, found),
    );
  } catch (error) {
    await ctx.em.nativeDelete(Upload, { id: upload.id });
    throw error;
  }
}

async function fill(
  ctx: Context,
  upload: Upload,
  { bytes, parts, part }: Pick<Upload, 'parts' | 'part'> & { bytes: AsyncIterable<Uint8Array> },
): Promise<Upload> {
  const sniffer = new ByteSniffer();
  const until = Date.now() + MINUTES_TO_SEND * 60_000;
  let [size, position] = [0, 0];
  for await (const chunk of inChunks(bytes)) {
    size += chunk.length;
    if (size > MOST_BYTES) throw tooLarge();
    if (position % 32 === 0 && (await usedBy(ctx, upload.owner.id)) > QUOTA) throw conflict('UPLOAD_QUOTA');
    if (Date.now() > until) throw refused('UPLOAD_TOO_SLOW');
    sniffer.look(chunk);
    await ctx.em.execute('insert into upload_chunk (upload_id, position, bytes) values (?, ?, ?)', [
      upload.id,
      position++,
      chunk,
    ]);
  }
  if (size === 0) throw refused('UPLOAD_EMPTY');
  const { encodings, isBinary } = sniffer.end();
  if (isBinary) throw refused('UPLOAD_NO_TEXT');
  return ctx.em.transactional(async (em) =>
    em.assign(await em.findOneOrFail(Upload, upload.id), { size, encodings, parts, part, isComplete: true }),
  );
}

const refused = (key: 'UPLOAD_EMPTY' | 'UPLOAD_NO_TEXT' | 'UPLOAD_TOO_SLOW') =>
  invalid([fault(key, ['file'])]);
export const tooLarge = () =>
  invalid([fault('UPLOAD_TOO_LARGE', ['file'], { bound: MOST_BYTES / 1024 / 1024 })]);

async function usedBy({ em }: Context, owner: number): Promise<number> {
  const [row] = await em.execute<{ size: number }[]>(
    `select coalesce(sum(octet_length(bytes)), 0)::float8 as size
     from upload_chunk join upload on upload.id = upload_id where owner_id = ?`,
    [owner],
  );
  return row!.size;
}

/** Cuts bytes into pieces of the same size. */
async function* inChunks(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let [parts, size] = [[] as Uint8Array[], 0];
  for await (const part of bytes) {
    parts.push(part);
    size += part.length;
    if (size < CHUNK) continue;
    yield Buffer.concat(parts, size);
    [parts, size] = [[], 0];
  }
  if (size > 0) yield Buffer.concat(parts, size);
}
