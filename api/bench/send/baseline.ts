import { createTransport } from 'nodemailer';

const MAILS = 15_000;

/** Mails a second of nodemailer's pool, 20 connections, ready bytes and envelope: no template, no record of anything. */
export async function measureBaseline(port: number): Promise<number> {
  const transport = createTransport({
    host: '127.0.0.1',
    port,
    pool: true,
    maxConnections: 20,
    maxMessages: Infinity,
    ignoreTLS: true,
  });
  const line = '<p>Lorem ipsum dolor sit amet, consectetur adipiscing elit, sed do eiusmod</p>\r\n';
  const raw = `From: a@example.org\r\nTo: b@example.com\r\nSubject: News\r\n\r\n${line.repeat(20)}`;
  const envelope = { from: 'a@example.org', to: ['b@example.com'] };
  const since = performance.now();
  await Promise.all(Array.from({ length: MAILS }, () => transport.sendMail({ envelope, raw })));
  transport.close();
  return MAILS / ((performance.now() - since) / 1000);
}
