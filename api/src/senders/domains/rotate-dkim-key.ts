import { canChange } from '../../access/owned-things.ts';
import { record } from '../../audit/record.ts';
import type { Context } from '../../context/context.ts';
import { conflict } from '../../errors/domain-error.ts';
import { senderSubject } from '../sender-subject.ts';
import { getSenderDomain } from '../sender.access.ts';
import { type DkimAlgorithm, DkimKey, type SenderDomain } from '../sender-domain.entity.ts';
import { addKey, makeKey } from './add-sender-domain.ts';

/**
 * Creates another key for a domain. Mails are signed with the current one until the record of the new one is
 * found in DNS; then the new one replaces it. Throws CONFLICT while another new key of the same kind waits
 * for that.
 */
export async function rotateDkimKey(
  ctx: Context,
  { id, algorithm }: { id: string; algorithm: DkimAlgorithm },
): Promise<SenderDomain> {
  await getSenderDomain(ctx, id, { can: canChange });
  const key = await makeKey(ctx, algorithm);
  return ctx.em.transactional(async (em) => {
    const domain = await getSenderDomain(ctx, id, { can: canChange, lock: true });
    const waiting = await em.count(DkimKey, { domain: domain.id, algorithm, seenAt: null, retiredAt: null });
    if (waiting > 0) throw conflict('DKIM_KEY_WAITING');
    addKey(em, domain, key);
    await record(ctx, { action: 'SENDER_CHANGED', ...senderSubject(domain), details: { key: algorithm } });
    return domain;
  });
}
