import { expect, test } from 'vitest';
import { mailReach } from './mail-reach.ts';

test.each([
  [undefined, 'MACHINE'],
  ['smtp://127.0.0.1:25', 'MACHINE'],
  ['smtp://localhost:1025', 'MACHINE'],
  ['smtp://[::1]:25', 'MACHINE'],
  ['smtp://mail:1025', 'NETWORK'],
  ['smtp://host.docker.internal:1025', 'NETWORK'],
  ['smtp://192.168.1.5', 'NETWORK'],
  ['smtp://[fd00::5]:25', 'NETWORK'],
  ['smtps://u:p@smtp.example.org', 'INTERNET'],
  ['smtp://8.8.4.4', 'INTERNET'],
  ['smtp://[2600::1]:25', 'INTERNET'],
  ['smtp://localhost:25?label=a smtp://smtp.example.org?label=b', 'INTERNET'],
])('mail over %s reaches: %s', (smtpUrl, reach) => {
  expect(mailReach(smtpUrl)).toBe(reach);
});
