import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

const limit = 2 * 1024 * 1024;

/**
 * Keeps the server's log at a few megabytes, now and every minute until the timer is cleared: the text so far goes to
 * `….1`, and the file is emptied under the server, which appends to it.
 */
export function keepServerLogSmall(file: string): NodeJS.Timeout {
  shorten(file);
  return setInterval(() => shorten(file), 60_000).unref();
}

function shorten(file: string): void {
  if (sizeOf(file) < limit) return;
  try {
    copyFileSync(file, `${file}.1`);
    truncateSync(file);
  } catch {
    // Another process did it, or the disk is full: the next minute comes.
  }
}

/** Bytes in the log so far. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** What was written to the log since it had `from` bytes, at most 8 kB of it. */
export function readServerLog(file: string, from: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(8192);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, from)).trim();
  } finally {
    closeSync(descriptor);
  }
}
