import type { SmtpServer } from './smtp-url.ts';
import { AheadTrust } from './ahead-trust.ts';
import { openSession } from './open-session.ts';
import { smtpOptions } from './smtp-options.ts';

const PATIENCE = 5000;
/** How long an answer holds, in milliseconds. */
const HOLDS = 300_000;

/**
 * Returns a function that asks whether one of the servers takes addresses beyond ASCII (SMTPUTF8, RFC 6531). It
 * connects once in five minutes at most, and never rejects: a server that cannot be asked offers nothing.
 */
export function asksForUtf8(servers: SmtpServer[]): () => Promise<boolean> {
  let known: { at: number; answer: Promise<boolean> } | undefined;
  return () => {
    if (!known || performance.now() - known.at > HOLDS) {
      known = {
        at: performance.now(),
        answer: Promise.all(servers.map(offersUtf8)).then((all) => all.includes(true)),
      };
    }
    return known.answer;
  };
}

async function offersUtf8(server: SmtpServer): Promise<boolean> {
  const options = smtpOptions(server, {
    connectTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    setupTimeout: PATIENCE,
  });
  const opened = await openSession(options, new AheadTrust(), new AbortController().signal);
  if (!opened.ok) return false;
  const offers = opened.session.offers('SMTPUTF8');
  await opened.session.quit();
  return offers;
}
