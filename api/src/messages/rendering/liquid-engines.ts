import { Liquid, type LiquidOptions } from 'liquidjs';
import './token-position.ts';

/** The longest template, in characters. */
export const MAX_TEMPLATE_LENGTH = 1_000_000;
// Only a backstop: the steps that `compileTemplate` counts end a template long before, and do so each time alike.
const RENDER_MILLISECONDS = 100;

// Templates see the values they are given and nothing else: no files, no inherited properties.
const options: LiquidOptions = {
  ownPropertyOnly: true,
  strictFilters: true,
  cache: false,
  renderLimit: RENDER_MILLISECONDS,
  memoryLimit: 2_000_000,
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
export const htmlEngine = withoutFiles(new Liquid({ ...options, outputEscape: 'escape' }));
/** Values as they are: subjects and plain text messages. */
export const plainEngine = withoutFiles(new Liquid(options));
/** The text part of an HTML message: what escapes for HTML there leaves a value alone here. */
export const textPartEngine = withoutFiles(new Liquid(options));

for (const name of ['escape', 'escape_once', 'xml_escape']) {
  const handler = plainEngine.filters[name];
  // Escaping what a filter has just escaped would show `&amp;amp;` to the reader.
  if (typeof handler === 'function') htmlEngine.registerFilter(name, { handler, raw: true });
  textPartEngine.registerFilter(name, (value: unknown) => value);
}

function withoutFiles(engine: Liquid): Liquid {
  // These tags read other templates; without them a message that uses one is refused when it is saved.
  for (const tag of ['render', 'include', 'layout', 'block']) delete engine.tags[tag];
  return engine;
}

function refuse(): never {
  throw new Error('Templates cannot read files.');
}
