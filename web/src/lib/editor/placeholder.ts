/** A placeholder that people choose from a list. */
export interface Variable {
  /** The Liquid in the text. */
  code: string;
  label: () => string;
}

interface PlainPlaceholder {
  /** For example `recipient.attributes.company`. */
  path: string;
  /** The text for people without a value. */
  fallback: string | undefined;
}

/** Returns the parts of `{{ path | default: "fallback" }}`; null for any other Liquid. */
export function readPlaceholder(code: string): PlainPlaceholder | null {
  const found =
    /^\{\{\s*([\w.]+(?:\[(?:"[^"\]]*"|'[^'\]]*')\])?)\s*(?:\|\s*default:\s*(?:"([^"]*)"|'([^']*)')\s*)?\}\}$/.exec(
      code,
    );
  return found?.[1] ? { path: found[1], fallback: found[2] ?? found[3] } : null;
}

/**
 * Returns a chip's text: the name of a known placeholder, or else its last word, or else the Liquid as it is.
 */
export function placeholderName(code: string, variables: readonly Variable[]): string {
  const plain = readPlaceholder(code);
  if (!plain) return code;
  const known = variables.find((variable) => readPlaceholder(variable.code)?.path === plain.path);
  return known ? known.label() : plain.path.replace(/^recipient\.attributes(?:\.|\[["'](.*)["']\]$)/, '$1');
}
