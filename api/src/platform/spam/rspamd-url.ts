/** An rspamd, and the password that its controller asks for; null if it asks for none. */
export interface RspamdServer {
  /** Without a login and a final slash. */
  url: string;
  password: string | null;
}

/**
 * Reads `http(s)://:password@host:port`, also with a path before the commands and with any user name. Null
 * for what is no such URL.
 */
export function parseRspamdUrl(text: string): RspamdServer | null {
  const url = URL.parse(text);
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') return null;
  const password = decode(url.password);
  if (password === undefined || (url.username !== '' && password === '')) return null;
  return { url: `${url.origin}${url.pathname.replace(/\/+$/, '')}`, password: password || null };
}

/** Undefined for what is not percent-encoded rightly, or cannot be in a header. */
function decode(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return /\p{Cc}/u.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}
