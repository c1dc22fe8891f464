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
  const services = { ...app.services, baseUrl, mailFrom: from(address), mailReach: mailReach(smtpUrl) };
  tellDoubts({ ...app, services }, (key) => void told.push(key));
  expect(told).toEqual(expected);
});
