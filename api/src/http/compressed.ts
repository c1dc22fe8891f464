import compression from 'compression';

/** Shorter responses are not compressed, in bytes. */
export const COMPRESSED_FROM = 1024;

/**
 * Compresses text of 1 kB or more in an encoding that the browser accepts: brotli, or else gzip; the library knows no
 * zstd. Not event
 * streams, which must arrive event by event, and not what is stored compressed, such as the client's scripts.
 */
export const compressed = compression({
  threshold: COMPRESSED_FROM,
  filter: (req, res) => !isEventStream(res.getHeader('content-type')) && compression.filter(req, res),
});

const isEventStream = (type: unknown) => typeof type === 'string' && type.startsWith('text/event-stream');
