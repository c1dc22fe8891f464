import type { ConnectionOptions } from 'node:tls';
import type { SmtpServer } from './smtp-url.ts';

/** How connections to a server are used. Times are in milliseconds. */
export interface SmtpOptions {
  server: SmtpServer;
  /** For looking up the host's name. */
  dnsTimeout: number;
  /** From the first packet to the end of STARTTLS. */
  connectTimeout: number;
  greetingTimeout: number;
  /** For everything before the first mail, including logging in. */
  setupTimeout: number;
  /** Without a byte in either direction. */
  silenceTimeout: number;
  /** For one whole mail, because a server that trickles is never silent. */
  sendTimeout: number;
  /** For the first reply to commands that followed the previous mail, once that has its own. */
  aheadTimeout: number;
  /** After which an unused connection is closed. */
  idleTimeout: number;
  /** For the replies to RSET and QUIT. */
  farewellTimeout: number;
  /** Number of mails after which a connection is replaced, because many servers limit it. */
  maxMessages: number;
  /** Further options for node:tls, for example `ca`. */
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

/** Returns the defaults, overridden by the given options. */
export function smtpOptions(
  server: SmtpServer,
  given: Partial<Omit<SmtpOptions, 'server'>> = {},
): SmtpOptions {
  const { mailsPerConnection: maxMessages = defaults.maxMessages } = server;
  return { server, ...defaults, maxMessages, ...given };
}
