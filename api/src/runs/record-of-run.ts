import type { AuditAction } from '../audit/audit.enums.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import type { MailingRun } from './mailing-run.entity.ts';

/**
 * Records an action on a run in the audit log, with its mailing. Call it in the transaction of the action.
 */
export async function recordOfRun(ctx: Context, run: MailingRun, action: AuditAction): Promise<void> {
  const { id, name, owner } = await run.mailing.loadOrFail();
  await record(ctx, {
    action,
    subject: 'MAILING',
    subjectId: id,
    subjectName: name,
    ownerId: owner.id,
    runId: run.id,
  });
}
