/** A message that cannot be made for one recipient. Its text says why, in words for the message's author. */
export class RenderError extends Error {
  override name = 'RenderError';
  /** A limit on time, memory or size stopped the template. */
  readonly isLimit: boolean;

  constructor(reason: string, { isLimit = false, cause }: { isLimit?: boolean; cause?: unknown } = {}) {
    super(reason, { cause });
    this.isLimit = isLimit;
  }
}

/** Whether Liquid's limit of wall time ended the rendering. */
export function isTimeLimit(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('template render limit exceeded');
}

/** Any failure while rendering as a RenderError; limits are told from mistakes. */
export function renderErrorOf(error: unknown): RenderError {
  if (error instanceof RenderError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  // liquidjs names its limits so; V8 stops runaway recursion and strings beyond 512 MB with a RangeError.
  const isLimit = /limit exceeded/.test(reason) || error instanceof RangeError;
  return new RenderError(reason, { isLimit, cause: error });
}
