/** `__Host-` binds the cookie to this host and to https, if the site is served by https. */
const nameFor = (baseUrl: string) => (baseUrl.startsWith('https:') ? '__Host-session' : 'session');

/** Returns a Set-Cookie header for a session's token; an age of 0 removes the cookie. */
export function sessionCookie(baseUrl: string, token: string, maxAge: number): string {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  return `${nameFor(baseUrl)}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** Returns the session's token in a Cookie header. */
export function readSessionCookie(baseUrl: string, header: string | undefined | null): string | null {
  const name = `${nameFor(baseUrl)}=`;
  const pair = (header ?? '').split(/; */).find((part) => part.startsWith(name));
  return pair ? pair.slice(name.length) : null;
}
