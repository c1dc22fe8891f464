import { expect, test } from 'vitest';
import { parseSmtpUrl, parseSmtpUrls, SmtpUrlError } from './smtp-url.ts';

const usual = { weight: 1, isImplicitTls: false, startTls: 'offered', verifiesCertificate: true };

test.each([
  ['smtp://mail.example.org', { ...usual, host: 'mail.example.org', port: 587 }],
  ['smtp://127.0.0.1:2525/', { ...usual, host: '127.0.0.1', port: 2525 }],
  ['smtps://mail.example.org', { ...usual, host: 'mail.example.org', port: 465, isImplicitTls: true }],
  [
    'smtps://mail.example.org?tls=required',
    { ...usual, host: 'mail.example.org', port: 465, isImplicitTls: true, startTls: 'required' },
  ],
  ['SMTP://[::1]:25', { ...usual, host: '::1', port: 25 }],
  ['smtp://a:b@mail:25', { ...usual, host: 'mail', port: 25, login: { user: 'a', password: 'b' } }],
  [
    'smtp://me%40x.org:p%3A%2F%23%25@mail',
    { ...usual, host: 'mail', port: 587, login: { user: 'me@x.org', password: 'p:/#%' } },
  ],
  [
    'smtp://mail?tls=required&name=me.example.org',
    { ...usual, host: 'mail', port: 587, startTls: 'required', name: 'me.example.org' },
  ],
  [
    'smtp://mail?tls=never&verify=no',
    { ...usual, host: 'mail', port: 587, startTls: 'never', verifiesCertificate: false },
  ],
  [
    'smtp://mail?label=second&weight=0&connections=5&rate=2.5',
    {
      ...usual,
      label: 'second',
      weight: 0,
      mostConnections: 5,
      messagesPerSecond: 2.5,
      host: 'mail',
      port: 587,
    },
  ],
  ['smtp://mail?mails=20', { ...usual, host: 'mail', port: 587, mailsPerConnection: 20 }],
])('%s is read', (url, server) => {
  expect(parseSmtpUrl(url)).toEqual({ label: server.host, ...server });
});

test.each([
  ['', 'starts neither with smtp:// nor with smtps://'],
  ['http://mail', 'starts neither'],
  ['mail.example.org:25', 'starts neither'],
  ['smtp://', 'no host'],
  ['smtp://:25', 'its port has to be a number'],
  ['smtp://mail:port', 'its port has to be a number'],
  ['smtp://mail:70000', 'its port has to be a number'],
  ['smtp://mail:0', 'port 0'],
  ['smtp://mail/path', 'has a path'],
  ['smtp://user:p#secret@mail', 'has a #'],
  ['smtp://user:p@ss@mail:25', 'more than one @'],
  ['smtp://user:p/secret@mail', 'cannot be read'],
  ['smtp://user:p%secret@mail', 'encodes nothing'],
  ['smtp://user@mail', 'no password'],
  ['smtp://:secret@mail', 'no user name'],
  [
    'smtp://mail?ssl=1',
    'unknown option ssl; there are tls, verify, name, mails, label, weight, connections, rate',
  ],
  ['smtp://mail?tls=maybe', 'tls=maybe; it can be required or never'],
  ['smtp://mail?verify=perhaps', 'verify=perhaps; it can be yes or no'],
  ['smtp://mail?mails=0', 'mails=0; it can be 1 to 10000'],
  ['smtp://mail?mails=10001', 'mails=10001; it can be 1 to 10000'],
  ['smtp://mail?mails=1.5', 'mails=1.5; it can be 1 to 10000'],
  ['smtp://mail?weight=1001', 'weight=1001; it can be 0 to 1000'],
  ['smtp://mail?connections=0', 'connections=0; it can be 1 to 1000'],
  ['smtp://mail?rate=0', 'rate=0; it is a number of messages a second above 0'],
  ['smtp://mail?label=a%0ab', 'label that is not 1 to 40 letters'],
  ['smtp://mail?name=a%0d%0ab', 'no host name'],
  ['smtps://mail?tls=never', 'tls=never; smtp:// is the one without TLS'],
])('%j is refused: %s', (url, reason) => {
  const read = () => parseSmtpUrl(url);
  expect(read).toThrow(SmtpUrlError);
  expect(read).toThrow(reason);
  expect(read).not.toThrow('secret');
});

test('several servers are URLs with white space between them', () => {
  const labels = (text: string) => parseSmtpUrls(text).map(({ label }) => label);
  expect(labels('smtp://one\n  smtps://two?weight=3 ')).toEqual(['one', 'two']);
  expect(() => labels('smtp://one:25 smtp://one:26')).toThrow(
    'Two SMTP URLs are called one; give each a label',
  );
  expect(labels('smtp://one:25 smtp://one:26?label=two')).toEqual(['one', 'two']);
  expect(() => labels('smtp://one smtp://u:secret@two?x=1')).toThrow('unknown option x');
  expect(() => labels(Array(21).fill('smtp://a').join(' '))).toThrow('at most 20');
});
