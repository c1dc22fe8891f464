/**
 * Returns the condition that a time is in a period, including its beginning and excluding its end, or null if
 * it has neither.
 */
export function during(from?: Date | null, to?: Date | null): { $gte?: Date; $lt?: Date } | null {
  if (!from && !to) return null;
  return { ...(from && { $gte: from }), ...(to && { $lt: to }) };
}
