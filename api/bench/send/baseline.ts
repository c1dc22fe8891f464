import { createTransport } from 'nodemailer';
import type { BenchSink } from './start-sink.ts';

/**
 * Mails a second of nodemailer's pool with ready bytes and envelopes: no template, no ledger.
 */
export async function measureBaseline(
  { port, isTls }: BenchSink,
  { connections, mails }: { connections: number; mails: number },
): Promise<number> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: connections,
    maxMessages: Infinity,
    secure: isTls,
    ignoreTLS: !isTls,
    tls: { rejectUnauthorized: false },
  });
  const line = '<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod</p>\r\n';
  const raw = `From: a@example.org\r\nTo: b@example.com\r\nSubject: News\r\n\r\n${line.repeat(20)}`;
  const envelope = { from: 'a@example.org', to: ['b@example.com'] };
  const since = performance.now();
  await Promise.all(Array.from({ length: mails }, () => transport.sendMail({ envelope, raw })));
  transport.close();
  return mails / ((performance.now() - since) / 1000);
}
