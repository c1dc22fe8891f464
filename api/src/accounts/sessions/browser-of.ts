import Bowser from 'bowser';

/** So much of a User-Agent header is kept: what browsers send is shorter. */
export const LONGEST_USER_AGENT = 300;

/** The browser and its version that a User-Agent header names; null for a program. */
export function browserOf(userAgent: string | null | undefined): string | null {
  const { name, version } = parsed(userAgent)?.browser ?? {};
  return name ? [name, version?.split('.')[0]].filter(Boolean).join(' ') : null;
}

/** The operating system that a User-Agent header names. */
export const systemOf = (userAgent: string | null | undefined): string | null =>
  parsed(userAgent)?.os.name || null;

const parsed = (userAgent: string | null | undefined) => (userAgent ? Bowser.parse(userAgent) : null);
