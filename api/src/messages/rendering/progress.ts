/** The parts of a message in which rendering can be; `none` stands for work whose place says nothing to the author. */
const PARTS = ['none', 'subject', 'body'] as const;
export type Part = (typeof PARTS)[number];

let shared = new Int32Array(new SharedArrayBuffer(8));

/** Lets another thread read where this one is: it can then say which placeholder it had to end. */
export function shareProgress(buffer: SharedArrayBuffer): void {
  shared = new Int32Array(buffer);
}

export function enterPart(part: Part): void {
  shared[0] = PARTS.indexOf(part);
  shared[1] = 0;
}

/** Where in its source the token begins that is worked on now. */
export function reach(offset: number): void {
  shared[1] = offset;
}

/** Where a thread is, or was when it was ended. */
export function readProgress(buffer: SharedArrayBuffer): { part: Part; offset: number } {
  const [part = 0, offset = 0] = new Int32Array(buffer);
  return { part: PARTS[part] ?? 'none', offset };
}
