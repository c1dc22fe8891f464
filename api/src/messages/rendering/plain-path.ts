import { evalQuotedToken, type Filter, type Liquid, type Output, TypeGuards } from 'liquidjs';
import type { TemplateValues } from './template-values.ts';
import { textOfValue } from './text-of-value.ts';

/** What an output prints for the given values. */
export type PlainOutput = (values: TemplateValues) => string;

// Liquid computes these instead of reading a property.
const COMPUTED = new Set(['size', 'first', 'last']);

/**
 * A fast way to print an output that is a path, with at most the filter `default: "text"`: `{{
 * recipient.fullName }}`. It prints what Liquid prints, without Liquid's generators, which cost more than the
 * rest of a mail. Returns null for any other output, or if a tag of the template can redefine its first name
 * (`shadowed`).
 */
export function compilePlainPath(output: Output, engine: Liquid, shadowed: Set<string>): PlainOutput | null {
  const path = readPath(output);
  if (path === null || shadowed.has(path[0]!)) return null;
  const filters = [...output.value.filters];
  const isEscaped = engine.options.outputEscape !== undefined && !filters.at(-1)?.raw;
  // If the engine escapes, it has appended that filter.
  if (isEscaped) filters.pop();
  if (filters.length > 1 || !filters.every(isDefaultText)) return null;
  const fallback = filters.length === 1 ? quotedArgument(filters[0]!) : null;
  return (values) => {
    const found = follow(values, path);
    const text = fallback !== null && isMissing(found) ? fallback : textOfValue(found);
    return isEscaped ? escapeHtml(text) : text;
  };
}

function readPath(output: Output): string[] | null {
  const [token, ...more] = output.value.initial.postfix;
  if (more.length > 0 || !TypeGuards.isPropertyAccessToken(token) || token.variable !== undefined)
    return null;
  const keys = token.props.map((prop) =>
    TypeGuards.isWordToken(prop) || TypeGuards.isQuotedToken(prop) ? prop.content : null,
  );
  return keys.every((key) => key !== null && !COMPUTED.has(key)) ? keys.filter((key) => key !== null) : null;
}

const isDefaultText = (filter: Filter) => filter.name === 'default' && quotedArgument(filter) !== null;

function quotedArgument({ args }: Filter): string | null {
  const [argument] = args;
  return args.length === 1 && TypeGuards.isQuotedToken(argument) ? evalQuotedToken(argument) : null;
}

function follow(values: object, path: string[]): unknown {
  let found: unknown = values;
  for (const key of path) {
    if (found === undefined || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string, unknown>)[key];
  }
  return found;
}

const isMissing = (value: unknown) =>
  value === undefined ||
  value === null ||
  value === false ||
  value === '' ||
  (Array.isArray(value) && value.length === 0);

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&#34;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => ENTITIES[character]!) : text;
}
