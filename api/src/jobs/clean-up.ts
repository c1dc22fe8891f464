import type { App } from '../context/app.ts';
import { cleanUpAccounts } from '../accounts/clean-up-accounts.ts';
import { forgetEntries } from '../audit/forget-entries.ts';
import { cleanUpAttachments } from '../messages/attachments/clean-up-attachments.ts';
import { cleanUpChanges } from '../recipients/changes/clean-up-changes.ts';
import { cleanUpImports } from '../recipients/import/clean-up-imports.ts';
import { cleanUpWebhooks } from '../webhooks/clean-up-webhooks.ts';
import { forgetDeleted } from '../deletions/forget-deleted.ts';
import { dropOldDeliveries } from '../runs/drop-old-deliveries.ts';
import { changedRows } from '../db/changed-rows.ts';

/**
 * Deletes what is no longer needed: ended sessions, leftovers of accounts, and old job runs. Returns how
 * much, in a few words.
 */
export async function cleanUp(app: App): Promise<string> {
  const { em } = app.asSystem();
  const sessions = await changedRows(em, 'delete from session where expires_at < now()', []);
  const accounts = await cleanUpAccounts(em);
  const uploads = await cleanUpImports(em);
  await cleanUpChanges(em);
  await cleanUpWebhooks(em);
  await forgetDeleted(em);
  await cleanUpAttachments(em);
  const { keepMonths } = app.config;
  const dropped = keepMonths === undefined ? 0 : await dropOldDeliveries(em, keepMonths);
  const runs = await changedRows(
    em,
    `delete from job_run where started_at < now() - case job_name when 'sweep' then interval '3 days' else interval '90 days' end`,
    [],
  );
  const entries = await forgetEntries(em, app.config.auditMonths);
  return `Sessions deleted: ${sessions}. Unconfirmed accounts deleted: ${accounts}. Uploads deleted: ${uploads}. Runs of jobs deleted: ${runs}. Entries of the audit log deleted: ${entries}. Runs whose deliveries were dropped: ${dropped}.`;
}
