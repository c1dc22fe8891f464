/** Where mails go, read from `SMTP_URL`. */
export interface SmtpServer {
  host: string;
  port: number;
  /** TLS from the first byte (smtps) instead of STARTTLS. */
  isImplicitTls: boolean;
  /** Of STARTTLS: taken where it is offered, demanded, or never used. */
  startTls: 'offered' | 'required' | 'never';
  /** Whether the server's certificate has to be good. */
  verifiesCertificate: boolean;
  /** What we call ourselves in EHLO; the machine's name where it is absent. */
  name?: string;
  /** How many mails a connection carries before it is replaced; a usual number if absent. */
  mailsPerConnection?: number;
  login?: { user: string; password: string };
}

/** An SMTP URL that cannot be used. Its text says what is wrong and never repeats the password. */
export class SmtpUrlError extends Error {
  override name = 'SmtpUrlError';
}

const OPTIONS = ['tls', 'verify', 'name', 'mails'];
const MOST_MAILS = 10_000;

/**
 * Reads `smtp://user:password@host:port` or `smtps://…`; the ports default to 587 and 465. Options: `tls=required` or
 * `tls=never` (STARTTLS is otherwise used where it is offered), `verify=no` (any certificate), `name=…` (for EHLO), `mails=…`
 * (a connection carries before it is replaced).
 * Throws SmtpUrlError.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = parseUrl(text);
  const isImplicitTls = url.protocol === 'smtps:';
  const name = url.searchParams.get('name');
  const mails = url.searchParams.get('mails');
  const login = readLogin(url);
  return {
    host: readHost(url),
    port: readPort(url, isImplicitTls ? 465 : 587),
    isImplicitTls,
    startTls: readStartTls(url, isImplicitTls),
    verifiesCertificate: readChoice(url, 'verify', ['yes', 'no']) !== 'no',
    ...(name && { name: checkName(name) }),
    ...(mails !== null && { mailsPerConnection: checkMails(mails) }),
    ...(login && { login }),
  };
}

function parseUrl(text: string): URL {
  if (!/^smtps?:\/\//i.test(text)) fail('starts neither with smtp:// nor with smtps://');
  if (text.includes('#')) fail('has a #; in a user name or password write it as %23');
  if (!URL.canParse(text))
    fail('cannot be read: its port has to be a number, and signs in its password percent-encoded');
  const url = new URL(text);
  if (url.pathname !== '' && url.pathname !== '/')
    fail('has a path; in a user name or password write / as %2F');
  for (const option of url.searchParams.keys()) {
    if (!OPTIONS.includes(option)) fail(`has the unknown option ${option}; there are ${OPTIONS.join(', ')}`);
  }
  return url;
}

function readHost({ hostname }: URL): string {
  const host = decode(hostname, 'host').replace(/^\[(.*)\]$/, '$1');
  return host === '' || /[\s/@]/.test(host) ? fail('names no host') : host;
}

function readPort({ port }: URL, usual: number): number {
  if (port === '0') fail('has port 0; ports are 1 to 65535');
  return port === '' ? usual : Number(port);
}

function readStartTls(url: URL, isImplicitTls: boolean): SmtpServer['startTls'] {
  const choice = readChoice(url, 'tls', ['required', 'never']);
  if (isImplicitTls && choice === 'never') fail('is smtps and has tls=never; smtp:// is the one without TLS');
  return choice ?? 'offered';
}

function readChoice<const T extends string>(url: URL, option: string, choices: T[]): T | null {
  const value = url.searchParams.get(option);
  if (value === null) return null;
  return (
    choices.find((choice) => choice === value) ??
    fail(`has ${option}=${value}; it can be ${choices.join(' or ')}`)
  );
}

// RFC 5321, section 4.1.1.1: a domain or an address literal.
function checkName(name: string): string {
  return /^[\w.\-[\]:]{1,255}$/.test(name) ? name : fail('has a name that is no host name');
}

function checkMails(text: string): number {
  const isNumber = /^[1-9]\d{0,4}$/.test(text) && Number(text) <= MOST_MAILS;
  return isNumber ? Number(text) : fail(`has mails=${text}; it can be 1 to ${MOST_MAILS}`);
}

function readLogin(url: URL): SmtpServer['login'] | null {
  const [user, password] = [decode(url.username, 'user name'), decode(url.password, 'password')];
  if (user === '' && password === '') return null;
  if (user === '') fail('has a password, but no user name');
  return password === '' ? fail('has a user name, but no password') : { user, password };
}

function decode(text: string, part: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return fail(`has a % in the ${part} that encodes nothing; write it as %25`);
  }
}

function fail(reason: string): never {
  throw new SmtpUrlError(`The SMTP URL ${reason}.`);
}
