import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { parseIntoClientConfig } from 'pg-connection-string';
import * as v from 'valibot';
import { flag, number } from './setting-kinds.ts';
import { localeIn, readEnvironment } from './environment.ts';
import type { Locale } from './language/locale.ts';
import { configInRussian } from './language/ru-config.ts';
import { mailKeys } from './mail-settings.ts';
import { parseSmtpUrl, SmtpUrlError } from './platform/smtp/smtp-url.ts';
import { parseAddress } from './platform/mime/email-address.ts';

/** Wrong configuration: one line for each key, naming the key and what it should be. */
export class ConfigError extends Error {
  /** The same in a language. */
  readonly textIn: (locale: Locale) => string;

  constructor(text: string, textIn = (_locale: Locale) => text) {
    super(text);
    this.textIn = textIn;
  }
}

const url = (protocols: string[]) =>
  v.pipe(
    v.string(),
    v.check(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol.slice(0, -1)),
      `must be a URL that starts with ${protocols.map((name) => `${name}://`).join(' or ')}`,
    ),
  );
/** As the driver reads it: `postgresql://user@/name?host=/run/postgresql` has no host, and is right. */
const postgresUrl = v.pipe(
  v.string(),
  v.regex(/^postgres(?:ql)?:\/\//, 'must be a URL that starts with postgres:// or postgresql://'),
  v.rawCheck(({ dataset, addIssue }) => {
    const wrong = dataset.typed && !dataset.issues ? wrongInPostgresUrl(dataset.value) : null;
    if (wrong) addIssue({ message: `cannot be used: ${wrong}` });
  }),
);
const AGENDA_WRONG = 'must be a URL that starts with postgres://, postgresql:// or mongodb://';

const schema = v.object({
  PORT: v.optional(number(0, 65_535), '5000'),
  HOST: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => isIP(text) !== 0 || /^[\w.-]+$/.test(text),
        'must be an address or a name of this machine',
      ),
    ),
    '127.0.0.1',
  ),
  BASE_URL: v.optional(
    v.pipe(url(['http', 'https']), v.regex(/^[^?#@]*$/, 'must have no login, question mark or # in it')),
  ),
  DATABASE_URL: v.optional(postgresUrl),
  AGENDA_URL: v.optional(v.union([postgresUrl, url(['mongodb', 'mongodb+srv'])], AGENDA_WRONG)),
  REDIS_URL: v.optional(url(['redis', 'rediss'])),
  SMTP_URL: v.optional(
    v.pipe(
      url(['smtp', 'smtps']),
      v.rawCheck(({ dataset, addIssue }) => {
        const wrong = dataset.typed && !dataset.issues ? wrongInSmtpUrl(dataset.value) : null;
        if (wrong) addIssue({ message: `cannot be used: ${wrong}` });
      }),
    ),
  ),
  ...mailKeys,
  SMTP_RATE: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d+(\.\d+)?$/, 'must be a number of messages a second'),
      v.transform(Number),
      v.gtValue(0, 'must be more than 0; leave it out for no limit'),
    ),
  ),
  SMTP_CONNECTIONS: v.optional(number(1, 1000), '20'),
  WORKERS: v.optional(number(0, 64), '1'),
  SECRET_KEY: v.optional(v.pipe(v.string(), v.minLength(32, 'must have at least 32 characters'))),
  SECRET_KEY_FALLBACKS: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => partsOf(text).every((part) => part.length >= 32),
        'must be former values of SECRET_KEY, each of at least 32 characters, with commas between them',
      ),
    ),
    '',
  ),
  TRUST_PROXY: v.optional(
    v.pipe(
      v.string(),
      v.check(
        isTrustable,
        'must be how many proxies there are, or their addresses, such as loopback, 10.0.0.0/8',
      ),
    ),
  ),
  CORS_ORIGINS: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (text) => partsOf(text).every((part) => URL.parse(part)?.origin === part),
        'must be origins such as https://app.example.org, with commas between them',
      ),
    ),
    '',
  ),
  METRICS_TOKEN: v.optional(v.pipe(v.string(), v.minLength(16, 'must have at least 16 characters'))),
  DATA_DIR: v.optional(v.string(), '.data'),
  LOG_DIR: v.optional(v.string(), 'logs'),
  LOG_LEVEL: v.optional(
    v.picklist(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    ),
    'info',
  ),
  POSTLINE_LANG: v.optional(v.pipe(v.string(), v.regex(/^(?:ru|en)(?:[_-]|$)/i, 'must be ru or en'))),
  LANG: v.optional(v.string(), ''),
  ADMIN_EMAIL: v.optional(
    v.pipe(
      v.string(),
      v.check((text) => parseAddress(text).ok, 'must be an email address'),
    ),
    'admin@example.com',
  ),
  ADMIN_PASSWORD: v.optional(v.pipe(v.string(), v.minLength(10, 'must have at least 10 characters'))),
  DEMO: v.optional(flag, '1'),
  POSTLINE_WEB: v.optional(v.picklist(['built', 'none'], 'must be built or none'), 'built'),
  REGISTRATION: v.optional(
    v.picklist(['open', 'closed', 'approval'], 'must be open, closed or approval'),
    'open',
  ),
  NEW_ACCOUNT_RECIPIENTS: v.optional(number(0, 1_000_000_000), '2000'),
  NEW_ACCOUNT_TESTS: v.optional(number(0, 1_000_000), '20'),
  AUDIT_MONTHS: v.optional(number(1, 1200), '24'),
  NODE_ENV: v.optional(v.string(), ''),
});

/** Everything that can be set from outside, checked. README.md explains each key. */
export type Config = ReturnType<typeof present>;

/** The configuration; throws ConfigError. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const { root, given } = readEnvironment(environment);
  const result = v.safeParse(schema, given);
  if (!result.success) {
    const { issues } = result;
    const textIn = (locale: Locale) => issues.map((issue) => lineOf(issue, locale)).join('\n');
    throw new ConfigError(textIn('EN'), textIn);
  }
  return present(result.output, { root, environment: given });
}

function lineOf(issue: v.BaseIssue<unknown>, locale: Locale): string {
  const key = v.getDotPath(issue)!;
  const shown = isSecret(key) ? '' : JSON.stringify(issue.input);
  if (locale === 'RU') return `${key} ${configInRussian(issue.message)}${shown && `; сейчас ${shown}`}.`;
  return `${key} ${issue.message}${shown && `; it is ${shown}`}.`;
}

/** What must not be shown, as it is a password or may have one in it. */
const isSecret = (key: string) =>
  ['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'ADMIN_PASSWORD', 'METRICS_TOKEN'].includes(key) ||
  (key.endsWith('_URL') && key !== 'BASE_URL');

/** The sentence that says why an SMTP URL cannot be used; null if it can. */
function wrongInSmtpUrl(text: string): string | null {
  try {
    parseSmtpUrl(text);
    return null;
  } catch (error) {
    if (error instanceof SmtpUrlError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

/** The reason why a PostgreSQL URL cannot be used; null if it can. It never repeats what may be a password. */
function wrongInPostgresUrl(text: string): string | null {
  try {
    parseIntoClientConfig(text);
    return null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return `the file ${'path' in error ? String(error.path) : 'of a certificate'} is missing`;
    }
    return 'it is not well-formed; a password in it must be percent-encoded';
  }
}

const partsOf = (text: string) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);

function isNetwork(text: string): boolean {
  const [address = '', prefix = '0', ...rest] = text.split('/');
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || !/^\d{1,3}$/.test(prefix)) return false;
  return Number(prefix) <= (version === 4 ? 32 : 128);
}

/** As Express reads it. */
function isTrustable(text: string): boolean {
  const isAddress = (part: string) => /^(?:loopback|linklocal|uniquelocal)$/.test(part) || isNetwork(part);
  return /^\d+$/.test(text) || text.split(',').every((part) => isAddress(part.trim()));
}

function present(
  values: v.InferOutput<typeof schema>,
  { root, environment }: { root: string; environment: Record<string, string | undefined> },
) {
  const inRoot = (path: string) => (isAbsolute(path) ? path : resolve(root, path));
  return {
    root,
    /** For processes that are started beside this one. */
    environment,
    port: values.PORT,
    host: values.HOST,
    /** Without a slash at its end. Links in mails are made from it, never from a request. */
    baseUrl: (values.BASE_URL ?? urlOf(values.HOST, values.PORT)).replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL,
    agendaUrl: values.AGENDA_URL,
    redisUrl: values.REDIS_URL,
    ...presentSending(values),
    workers: values.WORKERS,
    secretKey: values.SECRET_KEY,
    /** Former keys, for links that were mailed before the key was changed. */
    formerSecretKeys: partsOf(values.SECRET_KEY_FALLBACKS),
    trustProxy: values.TRUST_PROXY,
    corsOrigins: partsOf(values.CORS_ORIGINS),
    metricsToken: values.METRICS_TOKEN,
    dataDir: inRoot(values.DATA_DIR),
    logDir: inRoot(values.LOG_DIR),
    logLevel: values.LOG_LEVEL,
    /** The language of commands and of the first superuser. */
    locale: localeIn(values.POSTLINE_LANG ?? values.LANG),
    adminEmail: values.ADMIN_EMAIL,
    adminPassword: values.ADMIN_PASSWORD,
    demo: values.DEMO,
    servesWeb: values.POSTLINE_WEB === 'built',
    /** Whether visitors may register themselves, and whether somebody approves their accounts. */
    registration: values.REGISTRATION.toUpperCase() as Uppercase<typeof values.REGISTRATION>,
    /** What an account that somebody registered may do until the quotas are lifted. */
    newAccounts: {
      recipientsPerDay: values.NEW_ACCOUNT_RECIPIENTS,
      testsPerHour: values.NEW_ACCOUNT_TESTS,
    },
    /** How long entries of the audit log are kept. */
    auditMonths: values.AUDIT_MONTHS,
    isProduction: values.NODE_ENV === 'production',
  };
}

function presentSending(values: v.InferOutput<typeof schema>) {
  return {
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    /** Whose mail reaches Postline, also with `+…` in its local part; undefined if nothing that comes back does. */
    bounceAddress: values.BOUNCE_ADDRESS,
    bounceListener: values.BOUNCE_SMTP,
    /** Whether each mail has a return path of its own: not every server lets mail come from another address. */
    hasReturnPaths: values.BOUNCE_VERP,
    outgoingIps: values.OUTGOING_IPS,
    dnsServers: values.DNS_SERVERS,
    smtpRate: values.SMTP_RATE ?? null,
    smtpConnections: values.SMTP_CONNECTIONS,
  };
}

/** The same configuration for a server that listens elsewhere than HOST and PORT say. */
export function listeningAt(config: Config, { host, port }: { host: string; port: number }): Config {
  const baseUrl = config.environment.BASE_URL ? config.baseUrl : urlOf(host, port);
  return { ...config, host, port, baseUrl };
}

/** How a browser on this machine reaches a server that listens there. */
export function urlOf(host: string, port: number): string {
  const shown = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${isIP(shown) === 6 ? `[${shown}]` : shown}:${port}`;
}

/** SvelteKit's node adapter reads its settings from the environment: it would take every request for https otherwise. */
export function prepareForPages(): void {
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
}
