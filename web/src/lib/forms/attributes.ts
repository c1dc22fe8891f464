/** A recipient's free attribute as two text fields hold it. */
interface AttributeRow {
  name: string;
  value: string;
}

/** Rows of an attribute object; what is not a text is shown as JSON. */
export function rowsOf(attributes: unknown): AttributeRow[] {
  if (typeof attributes !== 'object' || attributes === null) return [];
  return Object.entries(attributes).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

/**
 * The object that the rows describe. A value that was not touched keeps its type, also where it is a number, a
 * truth value or an object; everything that was typed is a text. Rows without a name are left out.
 */
export function attributesOf(rows: readonly AttributeRow[], before: unknown): Record<string, unknown> {
  const known: Record<string, unknown> = typeof before === 'object' && before !== null ? { ...before } : {};
  const named = rows.filter(({ name }) => name.trim() !== '');
  return Object.fromEntries(named.map(({ name, value }) => [name.trim(), keptOr(known[name.trim()], value)]));
}

function keptOr(before: unknown, value: string): unknown {
  const isText = before === undefined || typeof before === 'string';
  return !isText && JSON.stringify(before) === value ? before : value;
}
