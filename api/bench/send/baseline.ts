import { createTransport } from 'nodemailer';
import { makeDkimKey } from '../../src/platform/dkim/dkim-key.ts';
import type { BenchSink } from './start-sink.ts';

/**
 * Mails a second of nodemailer's pool with ready bytes and envelopes: no template, no ledger. They are signed if the
 * others are.
 */
export async function measureBaseline(
  { port, isTls }: BenchSink,
  { connections, mails, isSigned }: { connections: number; mails: number; isSigned: boolean },
): Promise<number> {
  const dkim = isSigned ? await makeSigning() : undefined;
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    maxMessages: Infinity,
    secure: isTls,
    ignoreTLS: !isTls,
    tls: { rejectUnauthorized: false },
    ...(dkim && { dkim }),
  });
  const line = '<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod</p>\r\n';
  const raw = `From: a@example.org\r\nTo: b@example.com\r\nSubject: News\r\n\r\n${line.repeat(20)}`;
  const envelope = { from: 'a@example.org', to: ['b@example.com'] };
  const since = performance.now();
  await Promise.all(Array.from({ length: mails }, () => transport.sendMail({ envelope, raw })));
  transport.close();
  return mails / ((performance.now() - since) / 1000);
}

const makeSigning = async () => ({
  domainName: 'example.org',
  keySelector: 'bench',
  privateKey: await makeDkimKey('RSA'),
});
