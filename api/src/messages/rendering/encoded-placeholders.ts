import { type Fault, warning } from '../../errors/domain-error.ts';

const MOST_TOLD = 20;
// `{{` or `{%` as a link editor encodes them.
const ENCODED = /%7B(?:%7B|%25)[^\s"'<>]{0,100}/gi;

/** Finds placeholders whose braces were percent-encoded: they would be sent unfilled, in broken links. */
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
