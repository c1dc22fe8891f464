/** A placeholder that people choose from a list. */
export interface Variable {
  /** The Liquid that stands in the text. */
  code: string;
  label: () => string;
}

interface PlainPlaceholder {
  /** For example `recipient.attributes.company`. */
  path: string;
  /** What stands there for whom the value is empty. */
  fallback: string | undefined;
}

/** The parts of `{{ path | default: "fallback" }}`; null for any other Liquid. */
export function readPlaceholder(code: string): PlainPlaceholder | null {
  const found = /^\{\{\s*([\w.]+)\s*(?:\|\s*default:\s*(?:"([^"]*)"|'([^']*)')\s*)?\}\}$/.exec(code);
  return found?.[1] ? { path: found[1], fallback: found[2] ?? found[3] } : null;
}

/** What a chip says: the name of a known placeholder, else its last word, else the Liquid as it is. */
export function placeholderName(code: string, variables: readonly Variable[]): string {
  const plain = readPlaceholder(code);
  if (!plain) return code;
  const known = variables.find((variable) => readPlaceholder(variable.code)?.path === plain.path);
  const isExample = known && plain.path.startsWith('recipient.attributes.');
  return known && !isExample ? known.label() : plain.path.replace('recipient.attributes.', '');
}
