import { loaderOf } from '../../context/context.ts';
import type { Mailing } from '../../mailings/mailing.entity.ts';
import { SenderIdentity } from '../../senders/sender-identity.entity.ts';

/**
 * The sender that a mailing's mails come from: the chosen one, else the owner's default; null if the
 * installation's address is used.
 */
export const findSenderOf = loaderOf<Mailing, SenderIdentity | null>(async (ctx, mailings) => {
  const chosen = mailings.flatMap(({ sender }) => (sender ? [sender.id] : []));
  const owners = mailings.flatMap(({ sender, owner }) => (sender ? [] : [owner.id]));
  const senders = await ctx.em.find(SenderIdentity, {
    $or: [{ id: chosen }, { owner: owners, isDefault: true }],
  });
  const isOf = ({ sender, owner }: Mailing) =>
    sender
      ? (each: SenderIdentity) => each.id === sender.id
      : (each: SenderIdentity) => each.isDefault && each.owner.id === owner.id;
  return mailings.map((mailing) => senders.find(isOf(mailing)) ?? null);
});
