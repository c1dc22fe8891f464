/** The condition of a time that lies in a period with its beginning and without its end; null if it has neither. */
export function during(from?: Date | null, to?: Date | null): { $gte?: Date; $lt?: Date } | null {
  if (!from && !to) return null;
  return { ...(from && { $gte: from }), ...(to && { $lt: to }) };
}
