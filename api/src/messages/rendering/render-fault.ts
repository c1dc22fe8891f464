import { fault, type Fault } from '../../errors/domain-error.ts';
import { RenderError } from './render-error.ts';

/** Presents a failure to render as a problem of the message. */
export function renderFault(error: unknown): Fault {
  const detail = firstLine(error);
  const { isLimit, place } = error instanceof RenderError ? error : { isLimit: false, place: undefined };
  const part = place?.part ?? 'none';
  const path = [part === 'none' ? 'body' : part];
  if (!isLimit) return fault('TEMPLATE_RENDER', path, { detail });
  if (place?.line === undefined) return fault('TEXT_LIMIT', path, { detail });
  return fault('TEMPLATE_LIMIT', path, { detail, line: place.line, column: place.column ?? 1 });
}

export const firstLine = (error: unknown) =>
  (error instanceof Error ? error.message : String(error)).split('\n', 1)[0]!;
