import { fault, type Fault, warning } from '../../errors/domain-error.ts';
import { isLoopback } from '../../platform/is-loopback.ts';
import { lookAtTls, type TlsState } from '../../platform/smtp/look-at-tls.ts';
import type { SmtpServer } from '../../platform/smtp/smtp-url.ts';

interface TlsCheck {
  /** LOCAL: on this machine, where nothing has to be encrypted. */
  state: TlsState['state'] | 'LOCAL';
  /** The end of its certificate; null if none was seen. */
  validUntil: Date | null;
  fault: Fault | null;
}

/** Certificates are usually renewed a month before they end, or automatically. */
const SOON = 14 * 86_400_000;

/** Checks that mails and the password reach a server encrypted, and that its certificate is valid for some time. */
export async function checkTls(server: SmtpServer, now: Date, ca?: string): Promise<TlsCheck> {
  if (isLoopback(server.host)) return { state: 'LOCAL', validUntil: null, fault: null };
  return judgeTls(server.host, await lookAtTls(server, ca), now);
}

/** The same for what was seen of the server with this name. */
export function judgeTls(name: string, seen: TlsState, now: Date): TlsCheck {
  const validUntil = 'validUntil' in seen ? seen.validUntil : null;
  return { state: seen.state, validUntil, fault: faultOf(name, seen, now) };
}

function faultOf(name: string, seen: TlsState, now: Date): Fault | null {
  if (seen.state === 'CLEAR') return fault('TLS_NONE', [], { name });
  if (seen.state === 'AWAY') return warning('TLS_UNKNOWN', [], { name, detail: seen.reason });
  const { validUntil, names } = seen;
  const until = validUntil.toISOString().slice(0, 10);
  if (seen.state === 'ENCRYPTED') {
    const isSoon = validUntil.getTime() - now.getTime() < SOON;
    return isSoon ? warning('TLS_ENDS_SOON', [], { name, until }) : null;
  }
  if (seen.why === 'NAME') return fault('TLS_NAME', [], { name, names: names.slice(0, 200) });
  if (seen.why === 'EXPIRED') return fault('TLS_EXPIRED', [], { name, until });
  return fault('TLS_UNTRUSTED', [], { name, detail: seen.detail });
}
