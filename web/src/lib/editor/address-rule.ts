import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import { withScheme } from './with-scheme.ts';

/** Addresses that mail programs open; a placeholder may stand for the address or a part of it. */
const schemes = /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@|tel:\+?\d|\{\{)/i;

/**
 * Returns the rule for an address. A link's address may be empty, which removes the link; a picture must be
 * on the web.
 */
export function addressRule(kind: 'LINK' | 'BUTTON' | 'IMAGE') {
  const isFine = (address: string) =>
    kind === 'IMAGE' ? /^(?:https?:\/\/[^\s/]|\{\{)/i.test(address) : schemes.test(address);
  return v.pipe(
    v.string(),
    v.trim(),
    v.transform(withScheme),
    v.check((address) => isFine(address) || (kind === 'LINK' && address === ''), m.address_wrong()),
  );
}
