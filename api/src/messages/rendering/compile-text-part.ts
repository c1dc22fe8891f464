import { TypeGuards, Tokenizer } from 'liquidjs';
import { type CompiledTemplate, compileTemplate, type TemplateSettings } from './compile-template.ts';
import { htmlToPlainText } from './html-to-plain-text.ts';
import { blocksHoldWholeElements } from './liquid-blocks.ts';
import { textPartEngine } from './liquid-engines.ts';
import { TextEmitter } from './text-emitter.ts';
import { withCrlf } from './with-crlf.ts';

/**
 * Compiles the text part of an HTML message. If the template permits, its text is made once and remains a
 * template. If tags and elements interlock, or a value is HTML itself, each rendered mail is converted: same
 * result, but slower.
 */
export function compileTextPart(
  source: string,
  html: CompiledTemplate,
  settings: Partial<TemplateSettings> & { textSource?: string } = {},
): CompiledTemplate {
  const text = settings.textSource ?? textTemplate(source);
  return (text !== null && tryCompile(text, settings)) || convertEachLetter(html);
}

// Private-use characters stand for Liquid's tokens while the HTML around them is converted.
const MARK = /\uE000(\d+)\uE001/g;

// Tags that print, which the text made beforehand would treat as lines without text, and raw text.
const PRINTING = ['echo', 'cycle', 'increment', 'decrement', 'tablerow', 'raw'];

/** Returns the template of the text part, or null if it cannot be made before the values are known. */
export function textTemplate(source: string): string | null {
  const { marked, kept, tagNames } = withMarks(source.replace(/[\uE000\uE001]/g, ''));
  if (kept.some((text) => /\|\s*raw\b/.test(text))) return null;
  if (PRINTING.some((name) => tagNames.includes(name))) return null;
  if (!blocksHoldWholeElements(marked, tagNames)) return null;
  const text = withoutTagLines(withoutNewTokens(htmlToPlainText(marked)), tagNames);
  if (!hasEveryTag(text, tagNames)) return null;
  const withLinks = omittingEmptyLinks(text, kept);
  return withLinks?.replace(MARK, (_, n: string) => kept[Number(n)]!) ?? null;
}

interface Marked {
  /** The document with a mark in place of each of Liquid's tokens. */
  marked: string;
  /** The tokens by their marks' numbers; equal outputs share one. */
  kept: string[];
  /** The tag's name for each token; undefined for an output. */
  tagNames: (string | undefined)[];
}

function withMarks(source: string): Marked {
  const found: Marked = { marked: '', kept: [], tagNames: [] };
  const outputs = new Map<string, number>();
  for (const token of new Tokenizer(source).readTopLevelTokens(textPartEngine.options)) {
    const text = source.slice(token.begin, token.end);
    if (TypeGuards.isHTMLToken(token)) {
      found.marked += text;
      continue;
    }
    const name = TypeGuards.isTagToken(token) ? token.name : undefined;
    const number = (name === undefined ? outputs.get(text) : undefined) ?? found.kept.push(text) - 1;
    found.tagNames[number] = name;
    if (name === undefined) outputs.set(text, number);
    found.marked += `\uE000${number}\uE001`;
  }
  return found;
}

/**
 * Prints the brackets around a placeholder address only if it is not empty. Returns null if that cannot be
 * determined.
 */
function omittingEmptyLinks(text: string, kept: string[]): string | null {
  let isCertain = true;
  const told = text.replace(/ \[(\uE000(\d+)\uE001)\]/g, (shown, mark: string, n: string) => {
    const path = /^\{\{-?\s*([\w.]+)\s*-?\}\}$/.exec(kept[Number(n)]!)?.[1];
    if (path === 'unsubscribeUrl') return shown;
    isCertain &&= path !== undefined;
    return `{% if ${path} != blank %} [${mark}]{% endif %}`;
  });
  return isCertain ? told : null;
}

/** Braces that HTML wrote as entities are text, and must not become Liquid's. */
function withoutNewTokens(text: string): string {
  return text.replace(/\{(?=[{%\uE000])/g, '{{ "{" }}');
}

/**
 * A line with nothing but tags would leave an empty line in the mail, so its tags move to the start of the
 * next line. Of the line breaks on both sides, those of the side with more are kept.
 */
function withoutTagLines(text: string, tagNames: (string | undefined)[]): string {
  const lines: string[] = [];
  let [tags, before, after] = ['', 0, 0];
  for (const line of text.split('\n')) {
    if (line === '' && tags === '') lines.push(line);
    else if (line === '') after++;
    else if (isOfTags(line, tagNames)) {
      if (tags === '') before = blankLinesAtEnd(lines);
      else before = Math.max(before, after);
      tags += line.replace(/[ \t]+/g, '');
      after = 0;
    } else {
      lines.push(tags + (tags === '' ? '' : '\n'.repeat(Math.max(0, after - before))) + line);
      [tags, before, after] = ['', 0, 0];
    }
  }
  return [...lines, ...(tags === '' ? [] : [tags])].join('\n');
}

function blankLinesAtEnd(lines: string[]): number {
  if (lines.every((line) => line === '')) return Infinity;
  return lines.length - 1 - lines.findLastIndex((line) => line !== '');
}

function isOfTags(line: string, tagNames: (string | undefined)[]): boolean {
  if (line.replace(MARK, '').trim() !== '') return false;
  return [...line.matchAll(MARK)].every(([, n]) => tagNames[Number(n)] !== undefined);
}

function hasEveryTag(text: string, tagNames: (string | undefined)[]): boolean {
  const isTag = (n: number) => tagNames[n] !== undefined;
  const found = [...text.matchAll(MARK)].map(([, n]) => Number(n)).filter(isTag);
  return found.join() === [...tagNames.keys()].filter(isTag).join();
}

function tryCompile(text: string, settings: Partial<TemplateSettings>): CompiledTemplate | null {
  try {
    return compileTemplate(textPartEngine, withCrlf(text), { ...settings, part: 'none' });
  } catch {
    return null;
  }
}

function convertEachLetter(html: CompiledTemplate): CompiledTemplate {
  return {
    statics: new Set(),
    tokens: html.tokens,
    isSimple: false,
    render(values, emitter) {
      const rendered = new TextEmitter();
      html.render(values, rendered);
      emitter.write(htmlToPlainText(rendered.buffer));
    },
  };
}
