import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { readConfig, settingKeys } from '../../config.ts';
import { listSettings } from './list-settings.ts';

const SETTINGS = `{ installation { version nodeVersion databaseVersion settings { key value isSecret isSet } } }`;

const secrets = {
  DATABASE_URL: 'postgresql://anna:hush-hush@db.example.org:5432/postline?sslpassword=hush-hush',
  RSPAMD_URL: 'http://:hush-hush@localhost:11334',
  REDIS_URL: 'redis://:hush-hush@localhost:6379',
  SMTP_URL: 'smtp://anna:hush-hush@mail.example.org:587?tls=required',
  SECRET_KEY: 'hush-hush'.repeat(5),
  SECRET_KEY_FALLBACKS: 'hush-hush'.repeat(6),
  METRICS_TOKEN: 'hush-hush-hush-hush',
  MAIL_HOOKS: 'mailgun=hush-hush-hush-hush',
  ADMIN_PASSWORD: 'hush-hush-hush-hush',
  BASE_URL: 'https://postline.example.org',
  BOUNCE_IMAP: 'imaps://anna:hush-hush@mail.example.org/INBOX',
  BOUNCE_ADDRESS: 'bounces@example.org',
};

test('settings are listed with values and defaults, and no secret is among them', () => {
  const listed = listSettings(readConfig(secrets));
  expect(JSON.stringify(listed)).not.toContain('hush');
  const of = (key: string) => listed.find((setting) => setting.key === key);
  expect(of('DATABASE_URL')).toMatchObject({
    value: 'postgresql://•••@db.example.org:5432/postline?sslpassword=•••',
    isSecret: true,
  });
  expect(of('SECRET_KEY')).toEqual({ key: 'SECRET_KEY', value: null, isSecret: true, isSet: true });
  expect(of('BASE_URL')).toMatchObject({ value: 'https://postline.example.org', isSet: true });
  expect(of('PORT')).toEqual({ key: 'PORT', value: '5000', isSecret: false, isSet: false });
  expect(of('KEEP_MONTHS')).toMatchObject({ value: null, isSet: false });
  const keys = new Set(listed.map(({ key }) => key));
  expect(settingKeys.filter((key) => !keys.has(key))).toEqual(['LANG', 'POSTLINE_WEB', 'NODE_ENV']);
});

test('a superuser sees what the installation runs with', async () => {
  const { installation } = await as(await build.superuser()).ask(SETTINGS);
  expect(installation.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(installation.databaseVersion).toMatch(/^\d+/);
  expect(installation.settings.length).toBeGreaterThan(30);
  expect((await as(await build.manager()).refused(SETTINGS)).extensions.code).toBe('FORBIDDEN');
});
