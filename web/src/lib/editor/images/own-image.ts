/** Returns the path of an image that is kept on this site; null for any other address. */
export function ownImagePath(address: string): string | null {
  const found = /^(?:https?:\/\/[^/?#]+)?(\/mail-images\/[0-9a-f]{64}\.(?:jpg|png|gif))$/.exec(address);
  return found?.[1] ?? null;
}
