/**
 * The parts of a message that can be in progress; `none` is for work without a position that means something
 * to the author.
 */
const PARTS = ['none', 'subject', 'body', 'textPart'] as const;
export type Part = (typeof PARTS)[number];

let shared = new Int32Array(new SharedArrayBuffer(8));

/**
 * Shares this thread's position with another thread, which can then name the placeholder at which it
 * terminated this one.
 */
export function shareProgress(buffer: SharedArrayBuffer): void {
  shared = new Int32Array(buffer);
}

export function enterPart(part: Part): void {
  shared[0] = PARTS.indexOf(part);
  shared[1] = 0;
}

/** Notes where in its source the current token begins. */
export function reach(offset: number): void {
  shared[1] = offset;
}

/** Reads where a thread is, or was when it was terminated. */
export function readProgress(buffer: SharedArrayBuffer): { part: Part; offset: number } {
  const [part = 0, offset = 0] = new Int32Array(buffer);
  return { part: PARTS[part] ?? 'none', offset };
}
