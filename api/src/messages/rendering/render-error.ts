import { LiquidError } from 'liquidjs';
import type { Part } from './progress.ts';

/** Where in a message something went wrong. */
export interface Place {
  part: Part;
  line?: number;
  column?: number;
}

/** A message cannot be rendered for one recipient. Its text tells the message's author why. */
export class RenderError extends Error {
  override name = 'RenderError';
  /** A limit on time, memory or size stopped the rendering. */
  readonly isLimit: boolean;
  readonly place: Place | undefined;

  constructor(
    reason: string,
    { isLimit = false, place, cause }: { isLimit?: boolean; place?: Place | undefined; cause?: unknown } = {},
  ) {
    super(reason, { cause });
    this.isLimit = isLimit;
    this.place = place;
  }
}

/** Converts any failure while rendering a part to a RenderError, and distinguishes limits from mistakes. */
export function renderErrorOf(error: unknown, part: Part = 'body'): RenderError {
  const cause = LiquidError.is(error)
    ? ((error as { originalError?: unknown }).originalError ?? error)
    : error;
  if (cause instanceof RenderError && cause.place) return cause;
  const reason = error instanceof Error ? error.message : String(error);
  // V8 stops runaway recursion and strings beyond 512 MB with a RangeError.
  const isLimit = cause instanceof RenderError ? cause.isLimit : cause instanceof RangeError;
  return new RenderError(reason, { isLimit, place: placeOf(error, part), cause: error });
}

function placeOf(error: unknown, part: Part): Place {
  if (part === 'none' || !LiquidError.is(error)) return { part };
  const [line, column] = error.token.getPosition();
  return { part, line, column };
}
