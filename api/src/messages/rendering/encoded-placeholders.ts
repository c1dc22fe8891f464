import { type Fault, warning } from '../../errors/domain-error.ts';

const MOST_TOLD = 20;
// `{{` or `{%` as an editor for links writes it.
const ENCODED = /%7B(?:%7B|%25)[^\s"'<>]{0,100}/gi;

/** Placeholders whose braces were percent-encoded: they are sent as they stand, and a link leads nowhere. */
export function encodedPlaceholders(body: string): Fault[] {
  const found = body.matchAll(ENCODED).take(MOST_TOLD);
  return [...found].map(({ 0: text, index }) => {
    const before = body.slice(0, index);
    const line = before.split('\n').length;
    const column = index - before.lastIndexOf('\n');
    return warning('ENCODED_PLACEHOLDER', ['body'], { text: decoded(text), line, column });
  });
}

function decoded(text: string): string {
  const end = /%7D%7D|%25%7D/i.exec(text);
  const whole = end ? text.slice(0, end.index + end[0].length) : text;
  try {
    return decodeURIComponent(whole);
  } catch {
    return whole;
  }
}
