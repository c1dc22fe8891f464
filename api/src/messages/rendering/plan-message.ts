import type { MessageSource } from './compile-message.ts';
import { type CompiledTemplate, compileTemplate } from './compile-template.ts';
import { compileOwnTextPart } from './compile-own-text-part.ts';
import { textTemplate } from './compile-text-part.ts';
import { htmlEngine, plainEngine, textPartEngine } from './liquid-engines.ts';
import { withCrlf } from './with-crlf.ts';

/**
 * The largest message that is rendered in the sending thread, in characters and tokens: compiling it takes a
 * few milliseconds.
 */
const MOST_CHARACTERS = 250_000;
const MOST_TOKENS = 2000;

/** How the mails of a message are rendered. */
export type MessagePlan =
  /** In the process that sends: plain values, conditions and loops over a person's own lists. */
  | { way: 'HERE'; textSource: string | null }
  /** In a thread that can be terminated. */
  | { way: 'APART' };

/**
 * Decides how the mails of a message are rendered, and makes the template of the text part. Throws liquidjs'
 * errors.
 */
export function planMessage({ subject, body, format, textPart }: MessageSource): MessagePlan {
  const engine = format === 'HTML' ? htmlEngine : plainEngine;
  const parts = [
    compileTemplate(plainEngine, subject, { part: 'subject' }),
    compileTemplate(engine, withCrlf(body)),
  ];
  if (body.length > MOST_CHARACTERS || !parts.every(isLight)) return { way: 'APART' };
  if (format === 'TEXT') return { way: 'HERE', textSource: null };
  if (textPart)
    return isLight(compileOwnTextPart(textPart)) ? { way: 'HERE', textSource: null } : { way: 'APART' };
  const textSource = textTemplate(body);
  if (textSource === null || !isLight(tryCompile(textSource))) return { way: 'APART' };
  return { way: 'HERE', textSource };
}

const isLight = (template: CompiledTemplate | null) =>
  template !== null && template.isSimple && template.tokens <= MOST_TOKENS;

function tryCompile(text: string): CompiledTemplate | null {
  try {
    return compileTemplate(textPartEngine, withCrlf(text), { part: 'none' });
  } catch {
    return null;
  }
}
