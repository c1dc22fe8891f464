import { isIP } from 'node:net';
import { isAbsolute, resolve } from 'node:path';
import { parseIntoClientConfig } from 'pg-connection-string';
import * as v from 'valibot';
import { flag, number, isTrustable } from './setting-kinds.ts';
import { localeIn, readEnvironment } from './environment.ts';
import type { Locale } from './language/locale.ts';
import { configInRussian } from './language/ru-config.ts';
import { mailKeys, presentMail } from './mail-settings.ts';
import { parseSmtpUrl, parseSmtpUrls, SmtpUrlError } from './platform/smtp/smtp-url.ts';
import { parseAddress } from './platform/mime/email-address.ts';

/** Invalid configuration: one line for each key, with the key and what it should be. */
export class ConfigError extends Error {
  /** The message in a language. */
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
/** As the driver parses it: `postgresql://user@/name?host=/run/postgresql` has no host, and is valid. */
const postgresUrl = v.pipe(
  v.string(),
  v.regex(/^postgres(?:ql)?:\/\//, 'must be a URL that starts with postgres:// or postgresql://'),
  v.rawCheck(({ dataset, addIssue }) => {
    const wrong = dataset.typed && !dataset.issues ? wrongInPostgresUrl(dataset.value) : null;
    if (wrong) addIssue({ message: `cannot be used: ${wrong}` });
  }),
);
/** One SMTP URL, or several with white space between them, as `parse` takes them. */
const smtpUrl = (parse: (text: string) => unknown) =>
  v.pipe(
    v.string(),
    v.check((text) => /^\s*smtps?:\/\//i.test(text), 'must be a URL that starts with smtp:// or smtps://'),
    v.rawCheck(({ dataset, addIssue }) => {
      const wrong = dataset.typed && !dataset.issues ? wrongInSmtpUrl(dataset.value, parse) : null;
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
  SMTP_URL: v.optional(smtpUrl(parseSmtpUrls)),
  ACCOUNT_SMTP_URL: v.optional(smtpUrl(parseSmtpUrl)),
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
  KEEP_MONTHS: v.optional(number(1, 1200)),
  WEBHOOK_PRIVATE: v.optional(flag, '0'),
  NODE_ENV: v.optional(v.string(), ''),
});

/** All configuration keys. */
export const settingKeys: string[] = Object.keys(schema.entries);

/** The default of each key as text; undefined for one without. */
export const settingDefaults: Record<string, string | undefined> = Object.fromEntries(
  Object.entries(schema.entries).map(([key, entry]) => [key, entry.default]),
);

/** The checked configuration. README.md explains each key. */
export type Config = ReturnType<typeof present>;

/** Reads the configuration. Throws ConfigError. */
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
  const shown = isSecretKey(key) ? '' : JSON.stringify(issue.input);
  if (locale === 'RU') return `${key} ${configInRussian(issue.message)}${shown && `; сейчас ${shown}`}.`;
  return `${key} ${issue.message}${shown && `; it is ${shown}`}.`;
}

/** Keys whose values must not be shown, because they are or may contain a password. */
export const isSecretKey = (key: string) =>
  [
    'SECRET_KEY',
    'SECRET_KEY_FALLBACKS',
    'ADMIN_PASSWORD',
    'METRICS_TOKEN',
    'MAIL_HOOKS',
    'BOUNCE_IMAP',
  ].includes(key) ||
  (key.endsWith('_URL') && key !== 'BASE_URL');

/** Returns why an SMTP URL is invalid, in a sentence, or null if it is valid. */
function wrongInSmtpUrl(text: string, parse: (text: string) => unknown): string | null {
  try {
    parse(text);
    return null;
  } catch (error) {
    if (error instanceof SmtpUrlError) return error.message.replace(/\.$/, '');
    throw error;
  }
}

/** Returns why a PostgreSQL URL is invalid, or null if it is valid. Never repeats what may be a password. */
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

function present(
  values: v.InferOutput<typeof schema>,
  { root, environment }: { root: string; environment: Record<string, string | undefined> },
) {
  const inRoot = (path: string) => (isAbsolute(path) ? path : resolve(root, path));
  return {
    root,
    /** For child processes. */
    environment,
    port: values.PORT,
    host: values.HOST,
    /** Without a final slash. Links in mails are made from it, never from a request. */
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
    /** Whether visitors may register, and whether somebody must approve their accounts. */
    registration: values.REGISTRATION.toUpperCase() as Uppercase<typeof values.REGISTRATION>,
    /** Quotas of a registered account until they are lifted. */
    newAccounts: {
      recipientsPerDay: values.NEW_ACCOUNT_RECIPIENTS,
      testsPerHour: values.NEW_ACCOUNT_TESTS,
    },
    /** How long audit entries are kept. */
    auditMonths: values.AUDIT_MONTHS,
    /**
     * Number of months after which attempts and deliveries are summed up and deleted; undefined for never.
     */
    keepMonths: values.KEEP_MONTHS,
    webhooksMayBePrivate: values.WEBHOOK_PRIVATE,
    isProduction: values.NODE_ENV === 'production',
  };
}

function presentSending(values: v.InferOutput<typeof schema>) {
  return {
    smtpUrl: values.SMTP_URL,
    /** The server of account mails, if it is one of their own. */
    accountSmtpUrl: values.ACCOUNT_SMTP_URL,
    ...presentMail(values),
    smtpRate: values.SMTP_RATE ?? null,
    smtpConnections: values.SMTP_CONNECTIONS,
  };
}

/** Returns the same configuration for a server that listens elsewhere than HOST and PORT say. */
export function listeningAt(config: Config, { host, port }: { host: string; port: number }): Config {
  const baseUrl = config.environment.BASE_URL ? config.baseUrl : urlOf(host, port);
  return { ...config, host, port, baseUrl };
}

/** Returns the URL under which a browser on this machine reaches a server. */
export function urlOf(host: string, port: number): string {
  const shown = ['0.0.0.0', '::'].includes(host) ? 'localhost' : host;
  return `http://${isIP(shown) === 6 ? `[${shown}]` : shown}:${port}`;
}

/**
 * SvelteKit's node adapter reads its settings from the environment; without them it takes every request for
 * https.
 */
export function prepareForPages(): void {
  process.env.PROTOCOL_HEADER = 'x-forwarded-proto';
}
