import type { AuditAction } from '../audit/audit.enums.ts';
import { record } from '../audit/record.ts';
import type { Context } from '../context/context.ts';
import type { MailingRun } from './mailing-run.entity.ts';

/** Records what was done to a run, with its mailing; in the transaction that does it. */
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
