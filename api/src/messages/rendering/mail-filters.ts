import type { Context, FilterImplOptions, Liquid } from 'liquidjs';

/** Filters that work on one value and produce about as much. */
export const SIMPLE_FILTERS = new Set(
  'default raw escape escape_once xml_escape upcase downcase capitalize strip lstrip rstrip date size first last'.split(
    ' ',
  ),
);

// Filters that mails may use. Those that evaluate expressions (where_exp …), shuffle, or nest arrays are not
// among them.
const FURTHER_FILTERS = new Set(
  [
    'newline_to_br strip_html strip_newlines squish normalize_whitespace append prepend replace replace_first remove',
    'remove_first truncate truncatewords split join slice sort sort_natural reverse uniq compact map where reject sum',
    'abs ceil floor round plus minus times divided_by modulo at_least at_most url_encode url_decode uri_escape',
    'number_of_words array_to_sentence_string json to_integer',
  ].flatMap((names) => names.split(' ')),
);

/** An item of a list costs as much as this many characters. */
const CHARACTERS_AN_ITEM = 64;

type Handler = (this: { context: Context }, value: unknown, ...args: unknown[]) => unknown;

/**
 * Removes the filters that mail does not need, and makes the others count what they work on before they run.
 */
export function allowMailFilters(engine: Liquid): void {
  for (const [name, filter] of Object.entries(engine.filters)) {
    if (!SIMPLE_FILTERS.has(name) && !FURTHER_FILTERS.has(name)) delete engine.filters[name];
    else engine.registerFilter(name, metered(filter!));
  }
}

function metered(filter: FilterImplOptions): FilterImplOptions {
  if (typeof filter !== 'function') return { ...filter, handler: countFirst(filter.handler as Handler) };
  return countFirst(filter as Handler);
}

function countFirst(handler: Handler): Handler {
  return function count(value, ...args) {
    this.context.memoryLimit.use(charactersOf(value, args));
    return handler.call(this, value, ...args);
  };
}

/** Counts a list by its items, each of which may be looked up by a path as long as the argument. */
function charactersOf(value: unknown, args: unknown[]): number {
  const ofArgs = args.reduce<number>((sum, arg) => sum + lengthOf(arg), 0);
  if (Array.isArray(value)) return value.length * (CHARACTERS_AN_ITEM + ofArgs);
  return lengthOf(value) + ofArgs;
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') return value.length;
  return Array.isArray(value) ? value.length * CHARACTERS_AN_ITEM : 1;
}
