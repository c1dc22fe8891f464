/** A key for one intention: a launch that is sent twice, after a lost answer, stays one. */
export function idempotencyKey(): string {
  // Not randomUUID: that one exists only on https and localhost.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
