import { Parser } from 'htmlparser2';
import type { MessageFormat } from './message.entity.ts';

/** How much of a body is read: style sheets often stand before its first words. */
const READ = 50_000;
const SLICE = 2000;
/** How many characters are shown. */
const LONGEST = 160;
/** As which a placeholder counts, because its values are not known. */
const TYPICAL = ' '.repeat(10);
/** Looking for what an end tag closes takes as long as elements are open. */
const MOST_ELEMENTS = 2000;
const DEEPEST = 100;

const UNSEEN = new Set(['style', 'script', 'title', 'template', 'textarea']);
// These do not end a line; all others do.
const INLINE = new Set(
  'a abbr b big cite code del em font i ins kbd mark q s small span strike strong sub sup tt u var wbr'.split(
    ' ',
  ),
);

/**
 * Returns the first words of a body, as mailboxes show them beside the subject: a hidden preview line counts, as
 * for them. Placeholders stay as they are; tags of Liquid are left out. It ends with an ellipsis if there is more.
 */
export function messageSnippet({ body, format }: { body: string; format: MessageFormat }): string {
  const { marked, placeholders } = withMarks(body.slice(0, READ).replace(/[\uE000\uE001]/g, ''));
  const text = oneLine(format === 'HTML' ? textOf(marked, body.length <= READ) : marked);
  const shown = text.replace(MARK, TYPICAL).length > LONGEST ? cut(text) : text;
  return shown.replace(MARK, (_, at: string) => placeholders[Number(at)]!);
}

// Characters for private use stand for placeholders, whose contents are neither HTML nor words.
const MARK = /\uE000(\d+)\uE001/g;

function withMarks(source: string): { marked: string; placeholders: string[] } {
  const placeholders: string[] = [];
  let [marked, at] = ['', 0];
  for (;;) {
    const opening = source.slice(at).search(/\{[{%]/);
    if (opening < 0) return { marked: marked + source.slice(at), placeholders };
    marked += source.slice(at, at + opening);
    at += opening;
    const isValue = source[at + 1] === '{';
    const end = source.indexOf(isValue ? '}}' : '%}', at);
    // What is not closed hides the rest: such a message cannot be sent.
    if (end < 0) return { marked, placeholders };
    if (isValue && end - at <= LONGEST)
      marked += `\uE000${placeholders.push(source.slice(at, end + 2)) - 1}\uE001`;
    else marked += isValue ? '…' : ' ';
    at = end + 2;
  }
}

/** The text of the beginning of a document, until there is enough of it. */
function textOf(html: string, isWhole: boolean): string {
  let [text, unseen, depth, elements] = ['', '', 0, 0];
  const parser = new Parser({
    onopentagname(name) {
      elements++;
      depth++;
      if (UNSEEN.has(name)) unseen = name;
      if (!INLINE.has(name)) text += ' ';
    },
    onclosetag(name) {
      depth--;
      if (name === unseen) unseen = '';
      if (!INLINE.has(name)) text += ' ';
    },
    ontext(part) {
      if (!unseen) text += part;
    },
  });
  const isBounded = () => elements < MOST_ELEMENTS && depth < DEEPEST;
  for (let at = 0; at < html.length && isBounded(); at += SLICE) {
    parser.write(html.slice(at, at + SLICE));
    if (text.length > 4 * LONGEST && oneLine(text).length > 2 * LONGEST) break;
  }
  // At the end a parser takes half a tag for text; the beginning of a longer body may end within one.
  if (isWhole) parser.end();
  return text;
}

// Besides spaces, what fills up hidden preview lines. Within words and emoji some of these have a meaning.
const FILLERS = /(?:[\s\u00AD\u180E\u200B-\u200F\u2060-\u2064]|\u034F)+/g;

const oneLine = (text: string) => text.replace(FILLERS, (found) => (/\s/.test(found) ? ' ' : found)).trim();

/** Cuts between words if there are any, and never in a placeholder. */
function cut(text: string): string {
  let [shown, left] = ['', LONGEST];
  for (const part of text.split(/(\uE000\d+\uE001)/)) {
    const length = part.startsWith('\uE000') ? TYPICAL.length : part.length;
    if (length > left)
      return `${shown}${part.startsWith('\uE000') ? '' : beginning(part, left)}`.trimEnd() + '…';
    shown += part;
    left -= length;
  }
  return shown;
}

function beginning(text: string, length: number): string {
  const begun = text.slice(0, length + 1);
  const end = begun.lastIndexOf(' ');
  return end > 0 && end > length - 40
    ? begun.slice(0, end)
    : text.slice(0, length).replace(/[\uD800-\uDBFF]$/, '');
}
