import { Liquid, type LiquidOptions } from 'liquidjs';
import { registerDateFilter } from './date-filter.ts';
import { allowMailFilters } from './mail-filters.ts';
import { mailOperators } from './mail-operators.ts';
import './token-position.ts';

/** The longest template, in characters. */
const MAX_TEMPLATE_LENGTH = 1_000_000;

// Mail cannot use these tags: they load other templates, or hide many tags in one.
const OTHER_TAGS = ['render', 'include', 'layout', 'block', 'liquid'];

// Templates see the given values and nothing else: no files, no inherited properties. The budget of each
// rendering limits what they use.
const options: LiquidOptions = {
  ownPropertyOnly: true,
  strictFilters: true,
  cache: false,
  operators: mailOperators,
  parseLimit: MAX_TEMPLATE_LENGTH,
  fs: {
    readFileSync: refuse,
    readFile: async () => refuse(),
    existsSync: () => false,
    exists: async () => false,
    resolve: (_folder, file) => file,
    containsSync: () => false,
    contains: async () => false,
    dirname: () => '',
    sep: '/',
  },
};

/** Values are escaped for HTML, unless the last filter is `raw` or escapes itself. */
export const htmlEngine = forMail(new Liquid({ ...options, outputEscape: 'escape' }));
/** Values are not escaped: subjects and plain text messages. */
export const plainEngine = forMail(new Liquid(options));
/** For the text part of an HTML message: filters that escape for HTML do nothing here. */
export const textPartEngine = forMail(new Liquid(options));

for (const name of ['escape', 'escape_once', 'xml_escape']) {
  const handler = plainEngine.filters[name];
  // Escaping twice would show `&amp;amp;` to the reader.
  if (typeof handler === 'function') htmlEngine.registerFilter(name, { handler, raw: true });
  textPartEngine.registerFilter(name, (value: unknown) => value);
}

function forMail(engine: Liquid): Liquid {
  for (const tag of OTHER_TAGS) delete engine.tags[tag];
  registerDateFilter(engine);
  allowMailFilters(engine);
  return engine;
}

function refuse(): never {
  throw new Error('Templates cannot read files.');
}
