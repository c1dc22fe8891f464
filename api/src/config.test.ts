import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ConfigError, listeningAt, readConfig } from './config.ts';

/** A project folder with this `.env`. */
function folder(env = ''): string {
  const root = mkdtempSync(join(tmpdir(), 'postline-config-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  writeFileSync(join(root, '.env'), env);
  return root;
}

function refusal(environment: Record<string, string>, env = ''): string {
  try {
    readConfig({ POSTLINE_ROOT: folder(env), ...environment });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('It was not refused.');
}

test('without any key everything has a value', () => {
  const root = folder();
  expect(readConfig({ POSTLINE_ROOT: root })).toMatchObject({
    root,
    port: 5e3,
    host: '127.0.0.1',
    baseUrl: 'http://127.0.0.1:5000',
    workers: 1,
    databaseUrl: undefined,
    agendaUrl: undefined,
    redisUrl: undefined,
    smtpUrl: undefined,
    mailFrom: {
      name: 'Postline',
      address: 'noreply@localhost',
    },
    smtpRate: null,
    smtpConnections: 20,
    dataDir: join(root, '.data'),
    logDir: join(root, 'logs'),
    logLevel: 'info',
    locale: 'EN',
    adminEmail: 'admin@example.com',
    adminPassword: undefined,
    demo: true,
    servesWeb: true,
    isProduction: false,
    secretKey: undefined,
    trustProxy: undefined,
    corsOrigins: [],
    metricsToken: undefined,
  });
});

test('addresses are kept as SMTP can carry them', () => {
  const { mailFrom, bounceAddress } = readConfig({
    POSTLINE_ROOT: folder(),
    MAIL_FROM: 'Почта <news@почта.рф>',
    BOUNCE_ADDRESS: 'bounces@почта.рф',
  });
  expect(mailFrom).toEqual({ name: 'Почта', address: 'news@xn--80a1acny.xn--p1ai' });
  expect(bounceAddress).toBe('bounces@xn--80a1acny.xn--p1ai');
});

const wrong: [key: string, value: string, why: string][] = [
  ['BOUNCE_SMTP', 'everywhere', 'must be a port, or an address and a port'],
  ['BOUNCE_SMTP', '0.0.0.0:99999', 'must be a port, or an address and a port'],
  ['BOUNCE_IMAP', 'imaps://mail.example.org', 'must be imaps://user:password@host/folder'],
  ['BOUNCE_VERP', 'yes', 'must be 0 or 1'],
  ['KEEP_MONTHS', '0', 'must be at least 1'],
  ['WEBHOOK_PRIVATE', 'maybe', 'must be 0 or 1'],
  ['BOUNCE_SOFT', 'five', 'must be a whole number'],
  ['MAIL_HOOKS', 'mailgun=short', 'must be service=secret'],
  ['OUTGOING_IPS', 'mail.example.org', 'must be IP addresses'],
  ['DNS_SERVERS', '192.0.2.1, dns', 'must be IP addresses of DNS servers'],
  ['RSPAMD_URL', 'localhost:11334', 'must look like http://:password@'],
  ['RSPAMD_URL', 'http://user@localhost:11334', 'must look like http://:password@'],
  ['RSPAMD_URL', 'http://:a%0Ab@localhost', 'must look like http://:password@'],
  ['RSPAMD_URL', 'http://localhost/?x=1', 'must look like http://:password@'],
  ['BOUNCE_ADDRESS', 'bounces', 'must be an address such as bounces@example.org'],
  ['BOUNCE_ADDRESS', 'a+b@example.org', 'without a + in it'],
  ['BOUNCE_ADDRESS', `${'b'.repeat(33)}@example.org`, 'at most 32 characters'],
  ['PORT', '70000', 'must be at most 65535'],
  ['PORT', '-1', 'must be a whole number'],
  ['PORT', '80a', 'must be a whole number'],
  ['BASE_URL', 'mail.example.org', 'must be a URL that starts with http:// or https://'],
  ['HOST', 'http://localhost', 'must be an address or a name of this machine'],
  ['HOST', '10.0.0.1 ', 'must be an address or a name of this machine'],
  ['BASE_URL', 'https://mail.example.org/?page=1', 'must have no login, question mark or # in it'],
  ['BASE_URL', 'https://user:pass@mail.example.org', 'must have no login, question mark or # in it'],
  ['DATABASE_URL', 'mysql://localhost/x', 'must be a URL that starts with postgres:// or postgresql://'],
  ['AGENDA_URL', 'redis://localhost', 'must be a URL'],
  ['REDIS_URL', 'localhost:6379', 'must be a URL'],
  ['SMTP_URL', 'http://localhost', 'must be a URL that starts with smtp:// or smtps://'],
  ['SMTP_URL', 'smtp://localhost:0', 'cannot be used: The SMTP URL has port 0'],
  ['SMTP_URL', 'smtp://user@localhost', 'cannot be used: The SMTP URL has a user name, but no password'],
  ['SMTP_URL', 'smtp://one smtp://one', 'cannot be used: Two SMTP URLs are called one'],
  ['ACCOUNT_SMTP_URL', 'smtp://one smtp://two', 'cannot be used: The SMTP URL'],
  ['MAIL_FROM', 'nobody', 'must look like Name <address@example.org>'],
  ['MAIL_FROM', 'Robot <robot@mailhost>', 'must have an address that mail can be sent from'],
  ['MAIL_FROM', 'почта@example.org', 'must have an address that mail can be sent from'],
  ['MAIL_FROM', 'A <a@example.org>\nBcc: b@example.org', 'must look like'],
  ['BOUNCE_SOFT', '-1', 'must be a whole number'],
  ['SMTP_RATE', '0', 'must be more than 0'],
  ['SMTP_RATE', 'fast', 'must be a number of messages a second'],
  ['SMTP_CONNECTIONS', '0', 'must be at least 1'],
  ['WORKERS', '65', 'must be at most 64'],
  ['REGISTRATION', 'Open', 'must be open, closed or approval'],
  ['NEW_ACCOUNT_RECIPIENTS', '-1', 'must be a whole number'],
  ['NEW_ACCOUNT_TESTS', 'many', 'must be a whole number'],
  ['AUDIT_MONTHS', '0', 'must be at least 1'],
  ['SECRET_KEY', 'short', 'must have at least 32 characters'],
  ['SECRET_KEY_FALLBACKS', `${'x'.repeat(32)}, short`, 'must be former values of SECRET_KEY'],
  ['TRUST_PROXY', 'true', 'must be how many proxies there are'],
  ['TRUST_PROXY', '10.0.0.0/99', 'must be how many proxies there are'],
  ['TRUST_PROXY', '10.0.0.0/8, nonsense', 'must be how many proxies there are'],
  ['CORS_ORIGINS', 'app.example.org', 'must be origins such as https://app.example.org'],
  ['CORS_ORIGINS', 'https://a.example, https://b.example/', 'must be origins such as'],
  ['METRICS_TOKEN', 'short', 'must have at least 16 characters'],
  ['LOG_LEVEL', 'loud', 'must be fatal, error, warn, info, debug, trace or silent'],
  ['POSTLINE_LANG', 'german', 'must be ru or en'],
  ['ADMIN_EMAIL', 'nobody', 'must be an email address'],
  ['ADMIN_PASSWORD', 'short', 'must have at least 10 characters'],
  ['DEMO', 'yes', 'must be 0 or 1'],
  ['POSTLINE_WEB', 'dev', 'must be built or none'],
];

test.each(wrong)('%s=%j is refused by its name', (key, value, why) => {
  const message = refusal({ [key]: value });
  expect(message.startsWith(`${key} `)).toBe(true);
  expect(message).toContain(why);
});

test('every key of .env.example can be wrong, but for folders', () => {
  const example = readFileSync(join(import.meta.dirname, '..', '..', '.env.example'), 'utf8');
  const keys = [...example.matchAll(/^#?([A-Z_]+)=/gm)].map(([, key]) => key!);
  expect(keys.length).toBeGreaterThan(20);
  const known = new Set([...wrong.map(([key]) => key), 'DATA_DIR', 'LOG_DIR']);
  expect(keys.filter((key) => !known.has(key))).toEqual([]);
  // With every commented-out line in force, the file is a valid configuration.
  const inForce = example.replace(/^#(?=[A-Z_]+=)/gm, '');
  expect(readConfig({ POSTLINE_ROOT: folder(inForce) })).toMatchObject({
    port: 5000,
    smtpRate: 50,
    locale: 'RU',
  });
});

test('every wrong key is named, each on a line of its own', () => {
  const lines = refusal({ PORT: 'x', WORKERS: 'y', DEMO: 'z' }).split('\n');
  expect(lines.map((line) => line.split(' ', 1)[0])).toEqual(['PORT', 'WORKERS', 'DEMO']);
  expect(lines[0]).toBe('PORT must be a whole number; it is "x".');
});

test.each(['SECRET_KEY', 'SECRET_KEY_FALLBACKS', 'ADMIN_PASSWORD', 'METRICS_TOKEN'])(
  'what %s is stays a secret',
  (key) => {
    expect(refusal({ [key]: 's3cr3t' })).not.toContain('s3cr3t');
  },
);

test.each(['DATABASE_URL', 'AGENDA_URL', 'REDIS_URL', 'SMTP_URL', 'RSPAMD_URL'])(
  'so does the password in %s',
  (key) => {
    expect(refusal({ [key]: 'wrong://user:s3cr3t@host' })).not.toContain('s3cr3t');
    expect(refusal({ SMTP_URL: 'smtp://user:s3cr3t@host?tls=s0' })).not.toContain('s3cr3t');
  },
);

test('a variable goes before the file, and an empty one is none', () => {
  const root = folder('PORT=6000\nHOST="0.0.0.0"\nWORKERS=3\nLOG_LEVEL=\n');
  const config = readConfig({ POSTLINE_ROOT: root, PORT: '7000', WORKERS: '' });
  expect(config).toMatchObject({ port: 7000, host: '0.0.0.0', workers: 1, logLevel: 'info' });
  expect(config.baseUrl).toBe('http://localhost:7000');
  expect(refusal({}, 'PORT=x')).toContain('PORT');
});

test.each(['1', 'loopback', '10.0.0.0/8, ::1', 'uniquelocal,127.0.0.1'])(
  'TRUST_PROXY may be %s',
  (trusted) => {
    expect(readConfig({ POSTLINE_ROOT: folder(), TRUST_PROXY: trusted }).trustProxy).toBe(trusted);
  },
);

test.each([
  ['https://:p%40ss@filter.example.org:11334/rspamd/', 'https://filter.example.org:11334/rspamd', 'p@ss'],
  ['http://anybody:secret@localhost:11334', 'http://localhost:11334', 'secret'],
  ['http://[::1]:11333/', 'http://[::1]:11333', null],
])('the address of a spam filter, %s, is kept without its password', (given, address, password) => {
  const { spamFilter } = readConfig({ POSTLINE_ROOT: folder(), RSPAMD_URL: given });
  expect(spamFilter).toEqual({ url: address, password });
});

test('values are read as what they mean', () => {
  const config = readConfig({
    POSTLINE_ROOT: folder(),
    BASE_URL: 'https://mail.example.org/',
    MAIL_FROM: 'News & Co. <news@example.org>',
    SMTP_RATE: '2.5',
    DATA_DIR: '/var/lib/postline',
    CORS_ORIGINS: 'https://a.example, https://b.example,',
    DEMO: 'false',
    NODE_ENV: 'production',
  });
  expect(config).toMatchObject({
    baseUrl: 'https://mail.example.org',
    mailFrom: {
      name: 'News & Co.',
      address: 'news@example.org',
    },
    smtpRate: 2.5,
    dataDir: '/var/lib/postline',
    corsOrigins: ['https://a.example', 'https://b.example'],
    demo: false,
    isProduction: true,
  });
});

test.each([
  [{ LANG: 'ru_RU.UTF-8' }, 'RU'],
  [{ LANG: 'de_DE.UTF-8' }, 'EN'],
  [{ LANG: 'ru_RU.UTF-8', POSTLINE_LANG: 'en' }, 'EN'],
  [{ LANG: 'C', POSTLINE_LANG: 'RU' }, 'RU'],
  [{}, 'EN'],
])('the language of %j is %s', (given, locale) => {
  expect(readConfig({ POSTLINE_ROOT: folder(), ...given }).locale).toBe(locale);
});

test.each([
  [{}, '0.0.0.0', 'http://localhost:8000'],
  [{}, '::1', 'http://[::1]:8000'],
  [{}, 'mail.local', 'http://mail.local:8000'],
  [{ BASE_URL: 'https://mail.example.org' }, '0.0.0.0', 'https://mail.example.org'],
])('with %j, at %s and port 8000 links begin with %s', (given, host, baseUrl) => {
  const config = readConfig({ POSTLINE_ROOT: folder(), ...given });
  expect(listeningAt(config, { host, port: 8000 })).toMatchObject({ host, port: 8000, baseUrl });
});
