/** A recipient's attribute as two text fields. */
interface AttributeRow {
  name: string;
  value: string;
}

/** Returns rows for an attribute object; values other than texts are shown as JSON. */
export function rowsOf(attributes: unknown): AttributeRow[] {
  if (typeof attributes !== 'object' || attributes === null) return [];
  return Object.entries(attributes).map(([name, value]) => ({
    name,
    value: typeof value === 'string' ? value : JSON.stringify(value),
  }));
}

/**
 * Returns the object that the rows describe. An unchanged value keeps its type, even if it is a number, a
 * boolean or an object; everything that was typed is a text. Rows without a name are left out.
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
