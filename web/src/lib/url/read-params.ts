type Params = Pick<URLSearchParams, 'get'>;

/** Returns one of the known values, or null, because a URL may contain anything. */
export function oneOf<Value extends string>(
  params: Params,
  name: string,
  known: readonly Value[],
): Value | null {
  const given = params.get(name);
  return known.find((value) => value === given) ?? null;
}

/** Returns a text; null if it is empty. */
export function textOf(params: Params, name: string): string | null {
  return params.get(name)?.trim() || null;
}

/** Returns a whole number of 1 or more; null for anything else. */
export function countOf(params: Params, name: string): number | null {
  const given = Number(params.get(name));
  return Number.isSafeInteger(given) && given > 0 ? given : null;
}
