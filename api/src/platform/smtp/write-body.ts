import type { Socket } from 'node:net';
import type { Writable } from 'node:stream';

// A body up to this size is given to the kernel at once, together with the last dot.
const SMALL = 65_536;
const CHUNK = 262_144;

/**
 * Writes a mail's bytes, dots doubled (RFC 5321, section 4.5.2), straight to the socket and then ends nodemailer's
 * stream, which adds the last dot. `onHandOver` is called just before: a large body has left our buffers by then, so
 * that a connection lost in its middle is known not to have delivered it.
 */
export function writeBody(
  bytes: Buffer,
  wire: { socket: Socket; end: Writable },
  onHandOver: () => void,
): void {
  const { socket, end } = wire;
  // nodemailer's stream begins the last line with CRLF: the body's own would make an empty line.
  const body = bytes.subarray(-2).equals(CRLF) ? bytes.subarray(0, -2) : bytes;
  if (body.length <= SMALL) {
    socket.cork();
    socket.write(stuffed(body, true));
    onHandOver();
    end.end();
    // Later, because the dot comes through a stream that passes it on in its own time.
    setImmediate(() => socket.uncork());
    return;
  }
  let from = 0;
  const writeMore = () => {
    if (socket.destroyed || !socket.writable) return;
    if (from < body.length) {
      const to = chunkEnd(body, from);
      const atLineStart = from === 0 || body[from - 1] === LF;
      socket.write(stuffed(body.subarray(from, to), atLineStart), () => setImmediate(writeMore));
      from = to;
    } else {
      onHandOver();
      end.end();
    }
  };
  writeMore();
}

const CRLF = Buffer.from('\r\n');
const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;

/** Never between CR and LF, so that a dot at a line's start is seen from its own chunk. */
function chunkEnd(body: Buffer, from: number): number {
  const end = Math.min(from + CHUNK, body.length);
  return end < body.length && body[end - 1] === CR ? end + 1 : end;
}

function stuffed(chunk: Buffer, atLineStart: boolean): Buffer {
  const startsWithDot = atLineStart && chunk[0] === DOT;
  // A bare CR or LF before a dot is a line's end for some servers: what follows the dot would be taken for commands.
  if (!startsWithDot && !chunk.includes('\n.') && !chunk.includes('\r.')) return chunk;
  const text = chunk
    .toString('latin1')
    .replace(/\r\n?|\n/g, '\r\n')
    .replaceAll('\r\n.', '\r\n..');
  return Buffer.from(startsWithDot ? `.${text}` : text, 'latin1');
}
