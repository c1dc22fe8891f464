import type { FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import { type Context, loaderOf } from '../context/context.ts';
import { DkimKey } from './sender-domain.entity.ts';
import type { SenderFilter } from './sender.inputs.ts';

/** The things that the actor may see and that match the filter. */
export function ownedWhere<T>(visible: FilterQuery<T>, filter?: SenderFilter | null): FilterQuery<T> {
  const owner = filter?.ownerId ? { owner: idOf(filter.ownerId) ?? 0 } : {};
  return { $and: [visible, owner] } as FilterQuery<T>;
}

/** The keys of domains, newest first. */
export const keysOfDomain = loaderOf<number, DkimKey[]>(async (ctx, ids) => {
  const keys = await ctx.em.find(DkimKey, { domain: [...ids] }, { orderBy: { id: 'desc' } });
  return ids.map((id) => keys.filter((key) => key.domain.id === id));
});

interface OwnedAddress {
  address: string;
  owner: { id: number };
}

/**
 * Whether mails may come from the address of a sender: it is the installation's, or on a domain of its owner
 * with a key in DNS.
 */
export const isVerified = loaderOf<OwnedAddress, boolean>(async (ctx, senders) => {
  const rows = await ctx.em.execute<{ owner_id: number; domain: string }[]>(
    `select owner_id, domain from sender_domain where owner_id = any (?::int[]) and exists (
       select from dkim_key where domain_id = sender_domain.id and seen_at is not null and retired_at is null)`,
    [`{${senders.map(({ owner }) => owner.id).join()}}`],
  );
  return senders.map((sender) => isOfInstallation(ctx, sender) || rows.some((row) => covers(row, sender)));
});

const isOfInstallation = ({ mailFrom }: Context, { address }: OwnedAddress) =>
  address.toLowerCase() === mailFrom.address.toLowerCase();

function covers({ owner_id, domain }: { owner_id: number; domain: string }, sender: OwnedAddress): boolean {
  const own = sender.address.slice(sender.address.lastIndexOf('@') + 1).toLowerCase();
  return sender.owner.id === owner_id && (own === domain || own.endsWith(`.${domain}`));
}
