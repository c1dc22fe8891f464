/** The mailbox that `BOUNCE_IMAP` names. */
export interface ImapMailbox {
  host: string;
  port: number;
  /** TLS from the first byte (imaps). */
  isImplicitTls: boolean;
  /** Whether the connection must be encrypted before the log-in. */
  needsTls: boolean;
  verifiesCertificate: boolean;
  login: { user: string; password: string };
  folder: string;
}

/**
 * Reads `imaps://user:password@host:port/folder`, or `imap://…`, where TLS is required unless `tls=never` says otherwise. Options
 * besides: `verify=no`, any certificate will do. Null for what is no such URL.
 */
export function parseImapUrl(text: string): ImapMailbox | null {
  const url = URL.parse(text);
  if (!url || !isOfMailbox(url)) return null;
  const [user, password, folder] = [url.username, url.password, url.pathname.slice(1)].map(decode);
  if (!user || !password || folder === undefined) return null;
  const isImplicitTls = url.protocol === 'imaps:';
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: Number(url.port) || (isImplicitTls ? 993 : 143),
    isImplicitTls,
    needsTls: url.searchParams.get('tls') !== 'never',
    verifiesCertificate: url.searchParams.get('verify') !== 'no',
    login: { user, password },
    folder: folder || 'INBOX',
  };
}

const isOfMailbox = (url: URL) =>
  /^imaps?:$/.test(url.protocol) &&
  url.hash === '' &&
  /^[\w.-]+$|^\[[\da-f:.]+\]$/i.test(url.hostname) &&
  hasKnownOptions(url);

const OPTIONS = new Set(['tls=never', 'tls=required', 'verify=no', 'verify=yes']);

const hasKnownOptions = ({ searchParams }: URL) =>
  [...searchParams].every(([name, value]) => OPTIONS.has(`${name}=${value}`));

/** Undefined for what is not percent-encoded rightly, or has a line break in it. */
function decode(text: string): string | undefined {
  try {
    const plain = decodeURIComponent(text);
    return /[\r\n\0]/.test(plain) ? undefined : plain;
  } catch {
    return undefined;
  }
}
