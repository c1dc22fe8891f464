import type { Request } from 'express';
import { isLoopback } from '../platform/is-loopback.ts';

/**
 * Whether a request comes from this machine and through no proxy. Its Host must name this machine too: under
 * DNS rebinding, a page of another site would send its own.
 */
export function isLocal({ socket, headers }: Pick<Request, 'socket' | 'headers'>, baseUrl: string): boolean {
  const isForwarded = Object.keys(headers).some(
    (name) => name.startsWith('x-forwarded-') || ['forwarded', 'via', 'x-real-ip'].includes(name),
  );
  const host = URL.parse(`http://${headers.host}`)?.hostname ?? '';
  return (
    !isForwarded &&
    isLoopback((socket.remoteAddress ?? '').replace(/^::ffff:/, '')) &&
    (isLoopback(host) || host === new URL(baseUrl).hostname)
  );
}
