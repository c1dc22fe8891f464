/** A way of sending that is measured. */
export interface SendCase {
  name: string;
  connections: number;
  recipients: number;
  workers: number;
  /** Milliseconds before each reply; 0 if the server is on this machine. */
  latency: number;
  isTls: boolean;
  /** With DKIM, RSA-2048. */
  isSigned: boolean;
  /** In relation to nodemailer's pool with as many connections. */
  goal: number;
}

const usual = { connections: 50, workers: 1, latency: 0, isTls: false, isSigned: false, goal: 1.5 };
// At 20 ms a reply, 50 connections carry at most 2,500 mails a second.
const MOST_AWAY = 20_000;

/** All ways of sending, each to at most `recipients`. */
export function sendCases(recipients: number): SendCase[] {
  const away = { ...usual, recipients: Math.min(recipients, MOST_AWAY), latency: 20, goal: 1.8 };
  return [
    { ...usual, name: '20 connections', recipients, connections: 20 },
    { ...usual, name: '50 connections', recipients },
    { ...usual, name: '100 connections', recipients, connections: 100 },
    { ...usual, name: '50 connections, 2 workers', recipients, workers: 2 },
    { ...usual, name: '50 connections, TLS', recipients, isTls: true },
    { ...usual, name: '50 connections, signed', recipients, isSigned: true },
    { ...away, name: '50 connections, 20 ms before each reply' },
    { ...away, name: '50 connections, 20 ms before each reply, TLS', isTls: true },
  ];
}
