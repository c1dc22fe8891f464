import type { ConnectionOptions } from 'node:tls';
import type { SmtpServer } from './smtp-url.ts';

/** How the connections to a server are used. Times are in milliseconds. */
export interface SmtpOptions {
  server: SmtpServer;
  /** For looking up the host's name. */
  dnsTimeout: number;
  /** From the first packet to the end of STARTTLS. */
  connectTimeout: number;
  greetingTimeout: number;
  /** For everything before the first mail, logging in included. */
  setupTimeout: number;
  /** Without a byte in either direction. */
  silenceTimeout: number;
  /** For one mail as a whole: a server that trickles never falls silent. */
  sendTimeout: number;
  /** For the first reply to what was written behind the mail before, once that has its own. */
  aheadTimeout: number;
  /** After which a connection without mails is left. */
  idleTimeout: number;
  /** For the answer to RSET and to QUIT. */
  farewellTimeout: number;
  /** Mails after which a connection is replaced: many servers count them. */
  maxMessages: number;
  /** Further options of node:tls, for example `ca`. */
  tls: ConnectionOptions;
}

const defaults = {
  dnsTimeout: 10_000,
  connectTimeout: 15_000,
  greetingTimeout: 15_000,
  setupTimeout: 30_000,
  silenceTimeout: 120_000,
  sendTimeout: 180_000,
  aheadTimeout: 15_000,
  idleTimeout: 30_000,
  farewellTimeout: 5000,
  maxMessages: 100,
  tls: {},
};

/** The defaults, with what is given in their place. */
export function smtpOptions(
  server: SmtpServer,
  given: Partial<Omit<SmtpOptions, 'server'>> = {},
): SmtpOptions {
  const { mailsPerConnection: maxMessages = defaults.maxMessages } = server;
  return { server, ...defaults, maxMessages, ...given };
}
