import { type Liquid, ParseError, Tokenizer, type TopLevelToken, TypeGuards } from 'liquidjs';
import { SIMPLE_FILTERS } from './mail-filters.ts';

/** The maximum number of texts, outputs and tags in a template. */
const MOST_TOKENS = 10_000;
/** The longest output or tag, in characters. */
const LONGEST_TOKEN = 4000;
/** The deepest nesting of blocks. */
const DEEPEST = 50;

const BLOCKS = new Set(['if', 'unless', 'case', 'for', 'tablerow', 'capture', 'comment', 'raw']);
const BRANCHES = new Set(['else', 'elsif', 'when']);
const SIMPLE_TAGS = new Set(['if', 'unless', 'case', 'for', 'comment', 'raw', '#', 'break', 'continue']);

interface TemplateTokens {
  count: number;
  /** Total length of the conditions of further branches, in characters, by the position of their block. */
  branches: Map<number, number>;
  /**
   * It contains nothing but values, plain filters, conditions and loops over a list, so that it ends soon
   * with any values.
   */
  isSimple: boolean;
}

/** Reads a template's tokens and checks its limits. Throws liquidjs' errors, whose token has the position. */
export function readTokens(engine: Liquid, source: string): TemplateTokens {
  const tokens = new Tokenizer(source, engine.options.operators).readTopLevelTokens(engine.options);
  const found: TemplateTokens = { count: tokens.length, branches: new Map(), isSimple: true };
  assertBounded(tokens);
  const open: { name: string; begin: number }[] = [];
  for (const token of tokens) {
    if (TypeGuards.isHTMLToken(token)) continue;
    found.isSimple &&= isSimple(token, open);
    if (!TypeGuards.isTagToken(token)) continue;
    const { name, begin, end } = token;
    if (BLOCKS.has(name)) open.push({ name, begin });
    else if (name.startsWith('end')) open.pop();
    else if (BRANCHES.has(name))
      addLength(found.branches, { begin: open.at(-1)?.begin, length: end - begin });
    if (open.length > DEEPEST)
      throw new ParseError(new Error(`blocks may stand ${DEEPEST} deep in each other`), token);
  }
  return found;
}

function assertBounded(tokens: TopLevelToken[]): void {
  if (tokens.length > MOST_TOKENS) {
    throw new ParseError(
      new Error(`a template may have ${MOST_TOKENS} placeholders and texts`),
      tokens[MOST_TOKENS]!,
    );
  }
  const long = tokens.find(
    (token) => !TypeGuards.isHTMLToken(token) && token.end - token.begin > LONGEST_TOKEN,
  );
  if (long) throw new ParseError(new Error(`a placeholder may have ${LONGEST_TOKEN} characters`), long);
}

function addLength(
  lengths: Map<number, number>,
  { begin, length }: { begin: number | undefined; length: number },
): void {
  if (begin !== undefined) lengths.set(begin, (lengths.get(begin) ?? 0) + length);
}

function isSimple(token: TopLevelToken, open: { name: string }[]): boolean {
  const text = token.getText();
  for (const [, filter] of text.matchAll(/\|\s*(\w+)/g)) if (!SIMPLE_FILTERS.has(filter!)) return false;
  if (!TypeGuards.isTagToken(token)) return true;
  const { name } = token;
  if (name === 'for') return !text.includes('(') && open.every((block) => block.name !== 'for');
  return SIMPLE_TAGS.has(name) || BRANCHES.has(name) || name.startsWith('end');
}
