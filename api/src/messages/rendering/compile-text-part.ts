import { TypeGuards, Tokenizer } from 'liquidjs';
import { type CompiledTemplate, compileTemplate } from './compile-template.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { blocksHoldWholeElements } from './liquid-blocks.ts';
import { textPartEngine } from './liquid-engines.ts';
import { TextEmitter } from './text-emitter.ts';
import { withCrlf } from './with-crlf.ts';

/**
 * The text part of an HTML message. Where the template allows it, its text is made once and stays a template; where
 * tags and elements interlock, or a value is HTML itself, each rendered letter is converted: the same text, slower.
 */
export function compileTextPart(source: string, html: CompiledTemplate): CompiledTemplate {
  const text = textTemplate(source);
  return (text !== null && tryCompile(text)) || convertEachLetter(html);
}

// Private-use characters stand for Liquid's tokens while the HTML around them is converted.
const MARK = /\uE000(\d+)\uE001/g;

/** The template of the text part; null where it cannot be made before the values are known. */
export function textTemplate(source: string): string | null {
  const clean = source.replace(/[\uE000\uE001]/g, '');
  const kept: string[] = [];
  const tagNames: (string | undefined)[] = [];
  let marked = '';
  for (const token of new Tokenizer(clean).readTopLevelTokens(textPartEngine.options)) {
    const text = clean.slice(token.begin, token.end);
    if (TypeGuards.isHTMLToken(token)) marked += text;
    else {
      marked += `\uE000${kept.push(text) - 1}\uE001`;
      tagNames.push(TypeGuards.isTagToken(token) ? token.name : undefined);
    }
  }
  if (kept.some((text) => /\|\s*raw\b/.test(text)) || tagNames.includes('raw')) return null;
  if (!blocksHoldWholeElements(marked, tagNames)) return null;
  const text = withoutTagLines(withoutNewTokens(htmlToPlainText(marked)), tagNames);
  return hasEveryTag(text, tagNames) ? text.replace(MARK, (_, n: string) => kept[Number(n)]!) : null;
}

/** Braces that HTML wrote as entities are text and must not become Liquid's. */
function withoutNewTokens(text: string): string {
  return text.replace(/\{(?=[{%\uE000])/g, '{{ "{" }}');
}

/** A line that holds nothing but tags would leave an empty line in the letter. */
function withoutTagLines(text: string, tagNames: (string | undefined)[]): string {
  return text.replace(/^[ \t]*((?:\uE000\d+\uE001[ \t]*)+)(?:\n+|$)/gm, (line, marks: string) =>
    [...marks.matchAll(MARK)].every(([, n]) => tagNames[Number(n)] !== undefined)
      ? marks.replace(/[ \t]+/g, '')
      : line,
  );
}

function hasEveryTag(text: string, tagNames: (string | undefined)[]): boolean {
  const isTag = (n: number) => tagNames[n] !== undefined;
  const found = [...text.matchAll(MARK)].map(([, n]) => Number(n)).filter(isTag);
  return found.join() === [...tagNames.keys()].filter(isTag).join();
}

function tryCompile(text: string): CompiledTemplate | null {
  try {
    return compileTemplate(textPartEngine, withCrlf(text));
  } catch {
    return null;
  }
}

function convertEachLetter(html: CompiledTemplate): CompiledTemplate {
  return {
    statics: new Set(),
    render(values, emitter) {
      const rendered = new TextEmitter();
      html.render(values, rendered);
      emitter.write(htmlToPlainText(rendered.buffer));
    },
  };
}
