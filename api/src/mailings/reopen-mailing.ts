import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import { canSend, getMailing } from './mailing.access.ts';
import type { Mailing } from './mailing.entity.ts';

/**
 * Makes a completed mailing CREATED again; its start stays disarmed until a new one is saved. Throws CONFLICT
 * if the mailing is not completed.
 */
export async function reopenMailing(ctx: Context, id: string): Promise<Mailing> {
  return ctx.em.transactional(async () => {
    const mailing = await getMailing(ctx, id, { can: canSend, lock: true });
    if (mailing.status !== 'COMPLETED') throw conflict('NOT_COMPLETED');
    mailing.status = 'CREATED';
    mailing.nextRunAt = null;
    return mailing;
  });
}
