import type { EntityManager } from '@mikro-orm/postgresql';

/** Yields the bytes of an upload, a piece at a time. */
export async function* readUpload(em: EntityManager, uploadId: number): AsyncGenerator<Buffer> {
  for (let position = 0; ; position++) {
    const [chunk] = await em.execute<{ bytes: Buffer }[]>(
      'select bytes from upload_chunk where upload_id = ? and position = ?',
      [uploadId, position],
    );
    if (!chunk) return;
    yield chunk.bytes;
  }
}
