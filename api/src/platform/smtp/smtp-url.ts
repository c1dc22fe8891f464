/** An SMTP server in `SMTP_URL`. */
export interface SmtpServer {
  /** What attempts, pages and metrics call it; its host by default. */
  label: string;
  /** Its share of the mails in relation to other servers; 0 if it is used only while no other can be. */
  weight: number;
  /** The most connections that all processes together open to it, if fewer than the installation's limit. */
  mostConnections?: number;
  /** The most messages a second that all processes together send to it. */
  messagesPerSecond?: number;
  host: string;
  port: number;
  /** TLS from the first byte (smtps) instead of STARTTLS. */
  isImplicitTls: boolean;
  /** Whether STARTTLS is used if offered, required, or never used. */
  startTls: 'offered' | 'required' | 'never';
  /** Whether the server's certificate must be valid. */
  verifiesCertificate: boolean;
  /** The name for EHLO; the machine's name if absent. */
  name?: string;
  /** Number of mails after which a connection is replaced; a usual number if absent. */
  mailsPerConnection?: number;
  login?: { user: string; password: string };
}

/** An invalid SMTP URL. Its message says what is wrong, and never contains the password. */
export class SmtpUrlError extends Error {
  override name = 'SmtpUrlError';
}

const OPTIONS = ['tls', 'verify', 'name', 'mails', 'label', 'weight', 'connections', 'rate'];
const MOST_MAILS = 10_000;
const MOST_CONNECTIONS = 1000;
const MOST_WEIGHT = 1000;
const MOST_SERVERS = 20;

/**
 * Parses `smtp://user:password@host:port` or `smtps://…`; the ports default to 587 and 465. Options:
 * `tls=required` or `tls=never` (by default STARTTLS is used if offered), `verify=no` (accepts any
 * certificate), `name=…` (for EHLO), `mails=…` (mails a connection), and for several servers `label=…`,
 * `weight=…`, `connections=…` and `rate=…`. Throws SmtpUrlError.
 */
export function parseSmtpUrl(text: string): SmtpServer {
  const url = parseUrl(text);
  const isImplicitTls = url.protocol === 'smtps:';
  const name = url.searchParams.get('name');
  const mailsPerConnection = readNumber(url, 'mails', [1, MOST_MAILS]);
  const mostConnections = readNumber(url, 'connections', [1, MOST_CONNECTIONS]);
  const messagesPerSecond = readRate(url);
  const login = readLogin(url);
  const host = readHost(url);
  return {
    label: readLabel(url) ?? host,
    weight: readNumber(url, 'weight', [0, MOST_WEIGHT]) ?? 1,
    host,
    port: readPort(url, isImplicitTls ? 465 : 587),
    isImplicitTls,
    startTls: readStartTls(url, isImplicitTls),
    verifiesCertificate: readChoice(url, 'verify', ['yes', 'no']) !== 'no',
    ...(name && { name: checkName(name) }),
    ...(mailsPerConnection !== null && { mailsPerConnection }),
    ...(mostConnections !== null && { mostConnections }),
    ...(messagesPerSecond !== null && { messagesPerSecond }),
    ...(login && { login }),
  };
}

/**
 * Parses the URLs of one or several servers, with white space between them. Throws SmtpUrlError, also if two
 * servers have the same label.
 */
export function parseSmtpUrls(text: string): SmtpServer[] {
  const servers = text.trim().split(/\s+/).map(parseSmtpUrl);
  if (servers.length > MOST_SERVERS)
    throw new SmtpUrlError(`There are ${servers.length} SMTP URLs; at most ${MOST_SERVERS} are possible.`);
  const labels = servers.map(({ label }) => label);
  const repeated = labels.find((label, index) => labels.indexOf(label) < index);
  if (repeated !== undefined)
    throw new SmtpUrlError(`Two SMTP URLs are called ${repeated}; give each a label=….`);
  return servers;
}

function parseUrl(text: string): URL {
  if (!/^smtps?:\/\//i.test(text)) fail('starts neither with smtp:// nor with smtps://');
  // URL would split at the last @ and take the rest for the password; what was meant is not known.
  if (text.split(/[/?]/, 3)[2]!.split('@').length > 2)
    fail('has more than one @ in its login and host; in a user name or password write it as %40');
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

function readNumber(url: URL, option: string, [least, most]: [number, number]): number | null {
  const text = url.searchParams.get(option);
  if (text === null) return null;
  const isNumber = /^\d{1,5}$/.test(text) && Number(text) >= least && Number(text) <= most;
  return isNumber ? Number(text) : fail(`has ${option}=${text}; it can be ${least} to ${most}`);
}

function readRate(url: URL): number | null {
  const text = url.searchParams.get('rate');
  if (text === null) return null;
  const isRate = /^\d{1,6}(?:\.\d{1,3})?$/.test(text) && Number(text) > 0;
  return isRate ? Number(text) : fail(`has rate=${text}; it is a number of messages a second above 0`);
}

function readLabel(url: URL): string | null {
  const text = url.searchParams.get('label');
  if (text === null || /^[\w.-]{1,40}$/.test(text)) return text;
  return fail('has a label that is not 1 to 40 letters, digits, dots and hyphens');
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
