import { closeSync, copyFileSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

const limit = 2 * 1024 * 1024;

/**
 * Limits the server's log to a few megabytes, now and every minute until the timer is cleared: moves the text
 * to `….1`, and truncates the file while the server appends to it.
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
    // Another process did it, or the disk is full: the next minute tries again.
  }
}

/** Size of the log in bytes. */
export function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

/** Returns at most 8 kB of what was written to the log after offset `from`. */
export function readServerLog(file: string, from: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(8192);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, from)).trim();
  } finally {
    closeSync(descriptor);
  }
}
