import { expect, test } from 'vitest';
import { settingKeys } from './config.ts';
import { findUnknownKeys } from './unknown-keys.ts';

const found = (written: string[], environment: string[] = []) =>
  findUnknownKeys(settingKeys, { written, environment }).map(({ key, meant }) => `${key}: ${meant}`);

test('every key that the file names and nothing reads is found, with the one that is nearest', () => {
  expect(
    found(['SMTP_ULR', 'DATABASEURL', 'MAILFROM', 'trust_proxy', 'WORKER', 'POSTLINE_SMTP_URL', 'GIBBERISH']),
  ).toEqual([
    'SMTP_ULR: SMTP_URL',
    'DATABASEURL: DATABASE_URL',
    'MAILFROM: MAIL_FROM',
    'trust_proxy: TRUST_PROXY',
    'WORKER: WORKERS',
    'POSTLINE_SMTP_URL: SMTP_URL',
    'GIBBERISH: null',
  ]);
});

test('of the environment a slip in a long name and whatever begins with our name is found', () => {
  expect(found([], ['SMTP_ULR', 'POSTLINE_LANGUAGE', 'POSTLINE_SECRETS_OF_X'])).toEqual([
    'SMTP_ULR: SMTP_URL',
    'POSTLINE_LANGUAGE: POSTLINE_LANG',
    'POSTLINE_SECRETS_OF_X: null',
  ]);
});

test('what is right, or means something to others, is left alone', () => {
  expect(found([...settingKeys, 'POSTGRES_PASSWORD', 'COMPOSE_PROJECT_NAME', 'NODE_OPTIONS', 'TZ'])).toEqual(
    [],
  );
  expect(
    found(
      [],
      ['PATH', 'HOME', 'HOSTNAME', 'POST', 'DEMOS', 'LANGUAGE', 'LC_ALL', 'POSTLINE_ROOT', ...settingKeys],
    ),
  ).toEqual([]);
});
