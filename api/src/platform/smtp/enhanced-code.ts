/**
 * The enhanced status code of a reply (RFC 3463, as RFC 2034 puts it behind the reply code): `5.1.1` of
 * `550 5.1.1 No such user`. Null where there is none, or one whose class is not the reply's.
 */
export function enhancedCode(reply: string): string | null {
  const match = /^([245])\d\d[ -](\1\.\d{1,3}\.\d{1,3})(?!\S)/.exec(reply);
  return match?.[2] ?? null;
}
