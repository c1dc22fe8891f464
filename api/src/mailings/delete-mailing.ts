import { mayWrite } from '../access/owned-things.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { conflict } from '../errors/domain-error.ts';
import { getMailing } from './mailing.access.ts';

/** Deletes a mailing with its runs, deliveries and attempts. Throws CONFLICT while it is running. Returns the id. */
export async function deleteMailing(ctx: Context, id: string): Promise<string> {
  await ctx.em.transactional(async (em) => {
    const mailing = await getMailing(ctx, id, { can: mayWrite('delete', 'mailing'), lock: true });
    if (mailing.status === 'RUNNING') throw conflict('MAILING_RUNNING_DELETE');
    await record(ctx, {
      action: 'MAILING_DELETED',
      subject: 'MAILING',
      subjectId: mailing.id,
      subjectName: mailing.name,
      ownerId: mailing.owner.id,
    });
    await em.remove(mailing).flush();
  });
  return id;
}
