import type { Socket } from 'node:net';

// A body up to this size is given to the kernel at once, together with the last dot.
const SMALL = 65_536;
const CHUNK = 262_144;

/**
 * Writes a mail's bytes, dots doubled (RFC 5321, section 4.5.2), up to the CRLF before the last dot, which
 * `writeLast` is called to write. A large body has left our buffers by then, so that a connection lost midway
 * is known not to have delivered it.
 */
export function writeBody(bytes: Buffer, socket: Socket, writeLast: () => void): void {
  if (bytes.length <= SMALL) {
    socket.cork();
    socket.write(stuffed(bytes, true));
    if (!bytes.subarray(-2).equals(CRLF)) socket.write(CRLF);
    writeLast();
    socket.uncork();
    return;
  }
  let from = 0;
  const writeMore = () => {
    if (socket.destroyed || !socket.writable) return;
    if (from < bytes.length) {
      const to = chunkEnd(bytes, from);
      const atLineStart = from === 0 || bytes[from - 1] === LF;
      socket.write(stuffed(bytes.subarray(from, to), atLineStart), () => setImmediate(writeMore));
      from = to;
    } else {
      if (!bytes.subarray(-2).equals(CRLF)) socket.write(CRLF);
      writeLast();
    }
  };
  writeMore();
}

const CRLF = Buffer.from('\r\n');
const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;

/** Never between CR and LF, so that a dot at the start of a line is seen in its own chunk. */
function chunkEnd(body: Buffer, from: number): number {
  const end = Math.min(from + CHUNK, body.length);
  return end < body.length && body[end - 1] === CR ? end + 1 : end;
}

function stuffed(chunk: Buffer, atLineStart: boolean): Buffer {
  const startsWithDot = atLineStart && chunk[0] === DOT;
  // Some servers treat a bare CR or LF before a dot as a line end, and would take what follows the dot for
  // commands.
  if (!startsWithDot && !chunk.includes('\n.') && !chunk.includes('\r.')) return chunk;
  const text = chunk
    .toString('latin1')
    .replace(/\r\n?|\n/g, '\r\n')
    .replaceAll('\r\n.', '\r\n..');
  return Buffer.from(startsWithDot ? `.${text}` : text, 'latin1');
}
