import type { Context } from '../context/context.ts';
import { networkOf } from './network-of.ts';

/**
 * Returns the network that a request came from, for limits, or null if it identifies nobody: for commands,
 * and for this machine, because behind a proxy that TRUST_PROXY does not count everybody would share one
 * limit.
 */
export function clientNetwork({ ip }: Context): string | null {
  const network = ip === undefined ? '' : networkOf(ip);
  return network === '' || network.startsWith('127.') || network === '0:0:0:0' ? null : network;
}
