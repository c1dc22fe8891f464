import { Output, type Liquid, type Template, toValueSync, TypeGuards } from 'liquidjs';

/** A value of a person that a template prints as it is, without a fallback. */
export type BarePlaceholder = readonly string[];

/**
 * Returns the placeholders of a person that a template always prints: without the filter `default` and
 * outside of conditions. If such a value is missing, the mail has a gap.
 */
export function barePlaceholders(engine: Liquid, source: string): BarePlaceholder[] {
  const found = new Map<string, BarePlaceholder>();
  collect(engine.parse(source), found);
  return [...found.values()];
}

const CONDITIONS = new Set(['if', 'unless', 'case']);

function collect(templates: Template[], found: Map<string, BarePlaceholder>): void {
  for (const template of templates) {
    if (template instanceof Output) {
      const path = pathOf(template);
      if (path) found.set(path.join('.'), path);
    } else if (template.children && !isCondition(template)) {
      collect(toValueSync(template.children(false, true)), found);
    }
  }
}

const isCondition = ({ token }: Template) => TypeGuards.isTagToken(token) && CONDITIONS.has(token.name);

function pathOf({ value }: Output): BarePlaceholder | null {
  const [token, ...more] = value.initial.postfix;
  if (more.length > 0 || !TypeGuards.isPropertyAccessToken(token)) return null;
  if (value.filters.some(({ name }) => name === 'default')) return null;
  const keys = token.props.map((prop) =>
    TypeGuards.isWordToken(prop) || TypeGuards.isQuotedToken(prop) ? prop.content : null,
  );
  if (keys[0] !== 'recipient' || keys.length < 2 || keys.includes(null)) return null;
  return keys as string[];
}

/** Whether a person has no value to print there. */
export function isMissingIn(values: object, path: BarePlaceholder): boolean {
  let found: unknown = values;
  for (const key of path) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return true;
    found = (found as Record<string, unknown>)[key];
  }
  return found === null || found === undefined || (typeof found === 'string' && found.trim() === '');
}
