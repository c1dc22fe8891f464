/**
 * Returns the enhanced status code of a reply (RFC 3463, placed after the reply code by RFC 2034): `5.1.1` of
 * `550 5.1.1 No such user`. Returns null if there is none, or its class differs from the reply's.
 */
export function enhancedCode(reply: string): string | null {
  const match = /^([245])\d\d[ -](\1\.\d{1,3}\.\d{1,3})(?!\S)/.exec(reply);
  return match?.[2] ?? null;
}
