import { expect, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { readConfig } from '../config.ts';
import { openMail } from './open-mail.ts';

/** The labels of the servers of mailings and of account mails. */
async function labelsWith(values: Record<string, string>) {
  const { log } = await testApp();
  const config = readConfig({ MAIL_FROM: 'news@mail.example.org', ...values });
  const { servers, accountServers } = await openMail(config, log);
  const labelsOf = (all: typeof servers) => all.map(({ label }) => label);
  return {
    servers: labelsOf(servers),
    accountServers: labelsOf(accountServers),
    names: servers.map(({ name }) => name),
  };
}

const SMTP_URL = 'smtp://one.example.org smtp://two.example.org?label=second';

test('account mails go over the servers of mailings unless they have one of their own', async () => {
  expect(await labelsWith({ SMTP_URL })).toMatchObject({
    servers: ['one.example.org', 'second'],
    accountServers: ['one.example.org', 'second'],
  });
  const ACCOUNT_SMTP_URL = 'smtp://accounts.example.org';
  expect(await labelsWith({ SMTP_URL, ACCOUNT_SMTP_URL })).toMatchObject({
    servers: ['one.example.org', 'second'],
    accountServers: ['accounts.example.org'],
  });
});

test('each server is greeted with the name in its URL, or the one that the installation goes by', async () => {
  const named = 'smtp://one.example.org?name=own.example.org smtp://two.example.org';
  const { names } = await labelsWith({ SMTP_URL: named, BASE_URL: 'https://postline.example.org' });
  expect(names).toEqual(['own.example.org', 'postline.example.org']);
  expect((await labelsWith({ SMTP_URL: named })).names).toEqual(['own.example.org', 'mail.example.org']);
});
