import { testApp } from './database.ts';

/** Creates a bounce of the first mail of a run; returns its number. */
export async function buildEvent(runId: unknown, kind = 'SOFT_BOUNCE'): Promise<string> {
  const { orm } = await testApp();
  const [row] = await orm.em.fork().execute<{ id: string }[]>(
    `insert into mail_event (owner_id, address_hash, email, delivery_id, run_id, mailing_id, kind, source, reason, code, words)
     select run.owner_id, delivery.address_hash, delivery.email, delivery.id, run.id, run.mailing_id, ?, 'REPORT', 'MAILBOX_FULL',
       '5.2.2', '552 5.2.2 Mailbox full'
     from delivery join mailing_run run on run.id = delivery.run_id where run.id = ? order by delivery.id limit 1 returning id`,
    [kind, runId],
  );
  return String(row!.id);
}
