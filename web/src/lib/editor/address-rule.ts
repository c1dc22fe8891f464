import * as v from 'valibot';
import { m } from '#lib/paraglide/messages.js';
import type { Addressed } from './AddressDialog.svelte';

/** What mail programs open; a placeholder may stand for the address or a part of it. */
const schemes = /^(?:https?:\/\/[^\s/]|mailto:[^\s@]+@|tel:\+?\d|\{\{)/i;

/** A link's address may be emptied, which removes the link; a picture has to be on the web. */
export function addressRule(kind: Addressed) {
  const isFine = (address: string) =>
    kind === 'IMAGE' ? /^(?:https?:\/\/[^\s/]|\{\{)/i.test(address) : schemes.test(address);
  return v.pipe(
    v.string(),
    v.trim(),
    v.check((address) => isFine(address) || (kind === 'LINK' && address === ''), m.address_wrong()),
  );
}
