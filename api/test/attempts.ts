import { randomUUID } from 'node:crypto';
import type { User } from '../src/accounts/user.entity.ts';
import { testApp } from './database.ts';

export interface Attempt {
  at: string;
  status: 'SUCCESS' | 'FAILURE' | 'UNKNOWN';
  domain: string;
}

const replies = { SUCCESS: '250 ok', FAILURE: '550 5.1.1 nobody', UNKNOWN: '' };

/** Writes attempts of one mailing as the sender would have at those times. Returns the number of the run. */
export async function writeAttempts(owner: User, mailing: number, attempts: Attempt[]): Promise<number> {
  const manager = (await testApp()).orm.em.fork();
  const [run] = await manager.execute<{ id: number }[]>(
    `insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, subject, body, format, launched_from,
       finished_at)
     values (?, ?, (select count(*) + 1 from mailing_run where mailing_id = ?), 'MANUAL', 'ALL', 's', 'b', 'HTML', 'CREATED', now()) returning id`,
    [mailing, owner.id, mailing],
  );
  for (const { at, status, domain } of attempts) {
    const email = `${randomUUID()}@${domain}`;
    await manager.execute(
      `with made as (
         insert into delivery (run_id, email, address_hash, state) values (?, ?, sha256(?::bytea), 'SENT') returning id
       )
       insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response, attempted_at)
       select id, ?, ?, ?, ?, ?, ?, ? from made`,
      [
        run!.id,
        email,
        email,
        run!.id,
        mailing,
        owner.id,
        status,
        Number.parseInt(replies[status]) || null,
        replies[status],
        at,
      ],
    );
  }
  return run!.id;
}
