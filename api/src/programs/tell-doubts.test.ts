import { expect, test } from 'vitest';
import { testApp } from '../../test/database.ts';
import { mailReach } from '../platform/smtp/mail-reach.ts';
import { tellDoubts } from './tell-doubts.ts';

const from = (address: string) => ({ name: 'News', address });

test.each([
  ['smtp://smtp.example.org', 'http://127.0.0.1:5000', 'news@example.org', ['CLI_LINKS_LEAD_HERE']],
  [
    'smtp://smtp.example.org',
    'http://localhost:5000',
    'noreply@localhost',
    ['CLI_LINKS_LEAD_HERE', 'CLI_FROM_NOWHERE'],
  ],
  ['smtp://smtp.example.org', 'https://mail.example.org', 'noreply@localhost', ['CLI_FROM_NOWHERE']],
  ['smtp://smtp.example.org', 'https://mail.example.org', 'news@example.org', []],
  ['smtp://localhost:1025', 'http://127.0.0.1:5000', 'noreply@localhost', []],
  [undefined, 'http://127.0.0.1:5000', 'noreply@localhost', []],
])('%s, links to %s, from %s', async (smtpUrl, baseUrl, address, expected) => {
  const app = await testApp();
  const told: string[] = [];
  const reach = mailReach(smtpUrl);
  const given = { baseUrl, mailFrom: from(address), mailReach: reach, accountMailReach: reach };
  const services = { ...app.services, ...given };
  tellDoubts({ ...app, services }, (key) => void told.push(key));
  expect(told).toEqual(expected);
});

test('mails about accounts that go farther than mailings are told of too', async () => {
  const app = await testApp();
  const told: string[] = [];
  const tell = (accountMailReach: 'MACHINE' | 'INTERNET') => {
    const services = { ...app.services, mailReach: 'MACHINE' as const, accountMailReach };
    tellDoubts({ ...app, services }, (key) => void told.push(key));
  };
  tell('MACHINE');
  expect(told).toEqual([]);
  tell('INTERNET');
  expect(told).toEqual(['CLI_ACCOUNT_LINKS_LEAD_HERE', 'CLI_FROM_NOWHERE']);
});
