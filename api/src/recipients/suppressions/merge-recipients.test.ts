import { MikroORM } from '@mikro-orm/postgresql';
import { expect, test } from 'vitest';
import { createDatabase } from '../../../test/database.ts';
import { migrate } from '../../db/migrate.ts';
import { ormOptions } from '../../db/orm.ts';
import { entities } from '../../programs/entities.ts';

const BEFORE = `
with owner as (insert into "user" (email) values ('owner@example.com') returning id),
list as (insert into recipient_list (owner_id, name) select id, 'News' from owner returning id),
people as (
  insert into recipient (owner_id, email, full_name, attributes, status)
  select owner.id, person.* from owner, (values
    ('twin@münchen.example', '', '{"a": 1}'::jsonb, 'ACTIVE'),
    ('twin@xn--mnchen-3ya.example', 'Twin', '{"a": 2, "b": 3}'::jsonb, 'UNSUBSCRIBED'),
    ('bounced@example.com', 'B', '{}'::jsonb, 'BOUNCED'),
    ('active@example.com', 'A', '{}'::jsonb, 'ACTIVE')) person returning id, email
), message as (insert into message (owner_id, subject, body) select id, 'News', 'Hello' from owner returning id),
mailing as (insert into mailing (owner_id, message_id, name) select owner.id, message.id, 'News' from owner, message returning id, owner_id),
run as (insert into mailing_run (mailing_id, owner_id, run_number, trigger_type, scope, subject, body, format, launched_from, total, sent, status, finished_at)
  select id, owner_id, 1, 'MANUAL', 'ALL', 'News', 'Hello', 'TEXT', 'CREATED', 4, 4, 'COMPLETED', now() from mailing returning id),
deliveries as (insert into delivery (run_id, recipient_id, email, state, tries) select run.id, people.id, email, 'SENT', 1 from run, people)
insert into recipient_list_member (list_id, recipient_id) select list.id, people.id from list, people where email like '%xn--%'`;

test('spellings of one mailbox become one recipient, and who was refused stays so', async () => {
  const url = await createDatabase();
  const orm = await MikroORM.init(ormOptions(url, entities));
  try {
    await orm.migrator.up({ to: 'Migration20261121162449_delivery_range' });
    const em = orm.em.fork();
    await em.execute(BEFORE);
    await migrate(orm);
    expect(
      await em.execute(
        `select email, full_name, attributes, status, (select count(*)::int from recipient_list_member where recipient_id = id) as lists
         from recipient order by id`,
      ),
    ).toEqual([
      {
        email: 'twin@münchen.example',
        full_name: 'Twin',
        attributes: { a: 1, b: 3 },
        status: 'UNSUBSCRIBED',
        lists: 1,
      },
      { email: 'bounced@example.com', full_name: 'B', attributes: {}, status: 'BOUNCED', lists: 0 },
      { email: 'active@example.com', full_name: 'A', attributes: {}, status: 'ACTIVE', lists: 0 },
    ]);
    expect(await em.execute('select email, reason, reach, source from suppression order by id')).toEqual([
      { email: 'twin@münchen.example', reason: 'UNSUBSCRIBED', reach: 'INSTALLATION', source: null },
      { email: 'bounced@example.com', reason: 'BOUNCED', reach: 'OWNER', source: 'BOUNCE' },
    ]);
    const [counts] = await em.execute<object[]>(
      `select count(*)::int as deliveries, count(distinct address_hash)::int as hashes,
         (select recipient_count from recipient_list) as members from delivery`,
    );
    expect(counts).toEqual({ deliveries: 4, hashes: 4, members: 1 });
  } finally {
    await orm.close();
  }
});
