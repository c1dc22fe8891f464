import { mayWrite } from '../access/owned-things.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import { keepDeleted } from '../deletions/keep-deleted.ts';
import { conflict } from '../errors/domain-error.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { getMailing } from './mailing.access.ts';
import { restorableMailing } from './restorable-mailing.ts';

interface DeleteMailing {
  id: string;
  onlyIfRestorable?: boolean | null | undefined;
}

/**
 * Deletes a mailing with its runs, deliveries and attempts. Without runs it can be restored for a day. Throws
 * CONFLICT while it is running, or if it has runs and is only to go if it can be restored. Returns the id.
 */
export async function deleteMailing(ctx: Context, { id, onlyIfRestorable }: DeleteMailing): Promise<string> {
  await ctx.em.transactional(async (em) => {
    const mailing = await getMailing(ctx, id, { can: mayWrite('delete', 'mailing'), lock: true });
    if (mailing.status === 'RUNNING') throw conflict('MAILING_RUNNING_DELETE');
    const hasRuns = (await em.count(MailingRun, { mailing: mailing.id })) > 0;
    if (hasRuns && onlyIfRestorable) throw conflict('MAILING_HAS_RUNS');
    if (!hasRuns) await keepDeleted(em, restorableMailing, mailing);
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
