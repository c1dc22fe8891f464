/** `__Host-` binds the cookie to this host and to https, where that is what we are served by. */
const nameFor = (baseUrl: string) => (baseUrl.startsWith('https:') ? '__Host-session' : 'session');

/** A Set-Cookie line for a session's token; an age of 0 removes it. */
export function sessionCookie(baseUrl: string, token: string, maxAge: number): string {
  const secure = baseUrl.startsWith('https:') ? '; Secure' : '';
  return `${nameFor(baseUrl)}=${token}; Path=/; Max-Age=${maxAge}; HttpOnly; SameSite=Lax${secure}`;
}

/** The session's token in a Cookie header. */
export function readSessionCookie(baseUrl: string, header: string | undefined | null): string | null {
  const name = `${nameFor(baseUrl)}=`;
  const pair = (header ?? '').split(/; */).find((part) => part.startsWith(name));
  return pair ? pair.slice(name.length) : null;
}
