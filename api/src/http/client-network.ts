import type { Context } from '../context/context.ts';
import { networkOf } from './network-of.ts';

/**
 * The network that a request came from, for limits; null if that names nobody: for commands, and for this machine,
 * as a proxy that TRUST_PROXY does not name would have everybody share one limit.
 */
export function clientNetwork({ ip }: Context): string | null {
  const network = ip === undefined ? '' : networkOf(ip);
  return network === '' || network.startsWith('127.') || network === '0:0:0:0' ? null : network;
}
