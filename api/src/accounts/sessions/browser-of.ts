import Bowser from 'bowser';

/** How much of a User-Agent header is kept; browsers send less. */
export const LONGEST_USER_AGENT = 300;

/** Returns the browser and version in a User-Agent header, or null for a program. */
export function browserOf(userAgent: string | null | undefined): string | null {
  const { name, version } = parsed(userAgent)?.browser ?? {};
  return name ? [name, version?.split('.')[0]].filter(Boolean).join(' ') : null;
}

/** Returns the operating system in a User-Agent header. */
export const systemOf = (userAgent: string | null | undefined): string | null =>
  parsed(userAgent)?.os.name || null;

const parsed = (userAgent: string | null | undefined) => (userAgent ? Bowser.parse(userAgent) : null);
