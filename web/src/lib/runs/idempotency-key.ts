/** Returns a key for one intention: a launch that is sent again after a lost response remains one launch. */
export function idempotencyKey(): string {
  // Not randomUUID, which exists only on https and localhost.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
