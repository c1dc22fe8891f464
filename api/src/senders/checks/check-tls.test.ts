import { expect, onTestFinished, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { as } from '../../../test/client.ts';
import { testApp } from '../../../test/database.ts';
import { certificate, expiredCertificate } from '../../../test/localhost-certificate.ts';
import { serverWith } from '../../../test/smtp-client.ts';
import { textOf } from '../../language/text.ts';
import { lookAtTls } from '../../platform/smtp/look-at-tls.ts';
import { parseSmtpUrl } from '../../platform/smtp/smtp-url.ts';
import { judgeTls } from './check-tls.ts';

type Shown = Parameters<typeof serverWith>[1];

interface Look {
  shown?: Shown;
  url?: string;
  ca?: string;
  now?: string;
}

/** What is said of a server: its state, the end of its certificate, and the fault in both languages. */
async function told({ shown, url = 'smtp://localhost:PORT', ca, now = '2026-12-01' }: Look) {
  const { port } = await serverWith(undefined, shown);
  const server = parseSmtpUrl(url.replace('PORT', String(port)));
  const { state, validUntil, fault } = judgeTls(server.host, await lookAtTls(server, ca), new Date(now));
  const words = (['EN', 'RU'] as const).map((locale) => fault && textOf(locale, fault.code, fault.params));
  for (const each of words) expect(each ?? '').not.toMatch(/\{\w+\}/);
  return { state, until: validUntil?.getUTCFullYear(), code: fault?.code, words: words[0] ?? undefined };
}

const starttls = { extensions: ['STARTTLS'] };

test.each<[string, Look, object]>([
  ['STARTTLS', { shown: starttls, ca: certificate }, { state: 'ENCRYPTED', until: 2120, code: undefined }],
  [
    'TLS from the first byte',
    { shown: { isImplicitTls: true }, url: 'smtps://localhost:PORT', ca: certificate },
    { state: 'ENCRYPTED', until: 2120, code: undefined },
  ],
  [
    'a certificate that ends in a week',
    { shown: starttls, ca: certificate, now: '2119-12-25' },
    { state: 'ENCRYPTED', code: 'TLS_ENDS_SOON', words: expect.stringContaining('2120-01-01') },
  ],
  [
    'a certificate that has expired',
    { shown: { ...starttls, shown: expiredCertificate }, ca: expiredCertificate },
    { state: 'UNTRUSTED', until: 2021, code: 'TLS_EXPIRED', words: expect.stringContaining('2021-01-01') },
  ],
  [
    'a certificate for another name',
    { shown: starttls, url: 'smtp://0.0.0.0:PORT', ca: certificate },
    { state: 'UNTRUSTED', code: 'TLS_NAME', words: expect.stringContaining('localhost, 127.0.0.1') },
  ],
  [
    'a certificate of its own, whatever the URL says of it',
    { shown: starttls, url: 'smtp://localhost:PORT?verify=no' },
    { state: 'UNTRUSTED', until: 2120, code: 'TLS_UNTRUSTED', words: expect.stringContaining('SELF_SIGNED') },
  ],
  ['no STARTTLS', { shown: { extensions: ['PIPELINING'] } }, { state: 'CLEAR', code: 'TLS_NONE' }],
  ['nobody there', { url: 'smtp://127.0.0.1:9' }, { state: 'AWAY', code: 'TLS_UNKNOWN' }],
])('of a server with %s that is said', async (_, given, expected) => {
  expect(await told(given)).toMatchObject(expected);
});

test('the API tells it of every server that is configured, to those who watch over mailings', async () => {
  const { services } = await testApp();
  const { smtpServers } = services;
  onTestFinished(() => void (services.smtpServers = smtpServers));
  const { port } = await serverWith(undefined, { extensions: ['PIPELINING'] });
  services.smtpServers = [`smtp://localhost:${port}`, `smtp://0.0.0.0:${port}?label=main`].map(parseSmtpUrl);
  const manager = as(await build.manager());
  const { serverEncryption } = await manager.ask(
    '{ serverEncryption { label address state validUntil problem { code severity message } } }',
  );
  expect(serverEncryption).toEqual([
    { label: 'localhost', address: `localhost:${port}`, state: 'LOCAL', validUntil: null, problem: null },
    {
      label: 'main',
      address: `0.0.0.0:${port}`,
      state: 'CLEAR',
      validUntil: null,
      problem: { code: 'TLS_NONE', severity: 'ERROR', message: expect.stringContaining('STARTTLS') },
    },
  ]);
});
