import { type Fault, warning } from '../../errors/domain-error.ts';

const MOST_TOLD = 20;
/** `*|FNAME|*` and `%recipient.name%` of other products, and braces that an editor parted: `{<b>{ x }}`. */
const FOREIGN =
  /\*\|[a-z][\w:]{0,50}\|\*|%recipient\.\w{1,50}%|\{(?:<[^<>{}]{1,200}>|[ \u00A0]|&nbsp;){1,5}\{[^{}]{0,100}/gi;

/** Finds what looks like a placeholder and is none: it would be sent as it stands. */
export function foreignPlaceholders(part: 'subject' | 'body', template: string): Fault[] {
  const found = template.matchAll(FOREIGN).take(MOST_TOLD);
  return [...found].map(({ 0: text, index }) => {
    const before = template.slice(0, index);
    const line = before.split('\n').length;
    const column = index - before.lastIndexOf('\n');
    return warning('FOREIGN_PLACEHOLDER', [part], { text: text.toWellFormed(), line, column });
  });
}
