type Direction = 'ASC' | 'DESC';

export interface Sorting<Field extends string> {
  field: Field;
  direction: Direction;
}

/** `-created_at` is CREATED_AT descending; the first known field, descending, if the URL has no known one. */
export function sortingOf<Field extends string>(
  params: Pick<URLSearchParams, 'get'>,
  fields: readonly [Field, ...Field[]],
  fallback: Sorting<Field>,
): Sorting<Field> {
  const given = params.get('sort') ?? '';
  const field = fields.find((known) => known === given.replace(/^-/, '').toUpperCase());
  return field ? { field, direction: given.startsWith('-') ? 'DESC' : 'ASC' } : fallback;
}

/** The sorting after a click on a column's head: that column, or its other direction. */
export function sortParam(field: string, current: Sorting<string>): string {
  const isReversed = current.field === field && current.direction === 'ASC';
  return `${isReversed ? '-' : ''}${field.toLowerCase()}`;
}
