import type { EntityManager } from '@mikro-orm/postgresql';
import { addHistory } from './seed-history.ts';

/** How many rows to create. */
export interface Size {
  /** Recipients of all owners. */
  rows: number;
  mailings: number;
  /** Deliveries, each with an attempt. */
  attempts: number;
}

/** The owners, by the beginning of their addresses, with their shares of the rows, which differ widely. */
export const people = {
  alice: { share: 0.94, isSuperuser: false },
  bob: { share: 0.0599, isSuperuser: false },
  carol: { share: 0.0001, isSuperuser: false },
  manager: { share: 0, isSuperuser: false },
  root: { share: 0, isSuperuser: true },
} as const;

const FIRST = `array['Анна','Иван','Ольга','Пётр','Ярослава','Щукарь','James','Mary','Robert','Zoë','Olga','Quentin']`;
const LAST = `array['Иванов','Щедрина','Каренина','Жуков','Юрьева','Kerson','Smith','O''Neil','Müller','Xu']`;

/** Seeing everybody's needs seeing any at all. */
const permissions = ['recipient', 'message', 'mailing']
  .flatMap((thing) => [`view_${thing}`, `can_view_all_${thing}s`])
  .concat('view_user');

/**
 * Fills an empty database. Everything is computed from row numbers, so that each run measures the same rows.
 */
export async function seed(em: EntityManager, { rows, mailings, attempts }: Size): Promise<void> {
  for (const [name, { share, isSuperuser }] of Object.entries(people)) {
    await em.execute(`insert into "user" (email, full_name, is_superuser) values (?, initcap(?), ?)`, [
      `${name}@example.com`,
      name,
      isSuperuser,
    ]);
    if (share > 0) await addRecipients(em, { name, rows: Math.round(rows * share) });
  }
  await em.execute(
    `with managers as (insert into "group" (name) values ('Managers of the bench') returning id),
       codes as (insert into permission (codename) select unnest(?::text[]) on conflict do nothing),
       member as (insert into group_member (user_id, group_id)
         select "user".id, managers.id from "user" cross join managers where email = 'manager@example.com')
     select 1`,
    [`{${permissions.join()}}`],
  );
  await em.execute(
    `insert into group_permission (group_id, codename) select "group".id, codename from "group"
       cross join unnest(?::text[]) codename where "group".name = 'Managers of the bench'`,
    [`{${permissions.join()}}`],
  );
  await addLists(em);
  await addMailings(em, mailings);
  await addHistory(em, attempts);
  for (const table of ['recipient', 'recipient_list_member', 'delivery', 'attempt', 'mailing', 'mailing_run'])
    await em.execute(`vacuum analyze ${table}`);
}

/** Every 200,000th is called Xyqx Quetzal: rare, and not at the ends of the list. */
async function addRecipients(
  em: EntityManager,
  { name, rows }: { name: string; rows: number },
): Promise<void> {
  const portion = 100_000;
  for (let from = 1; from <= rows; from += portion) {
    await em.execute(
      `insert into recipient (owner_id, email, full_name, attributes, status, created_at, updated_at)
       select "user".id, lower(translate((array['olga','ivan.petrov','james','info','sales'])[1 + n % 5], '.', '_')) || n || '@' ||
           (array['gmail.com','mail.ru','example.com','yandex.ru','corp' || n % 1000 || '.example'])[1 + n / 7 % 5],
         case when n % 200000 = 777 then 'Xyqx Quetzal' else
           (${FIRST})[1 + (hashint4(n::int) & 1023) % 12] || ' ' || (${LAST})[1 + (hashint4(n::int + 7) & 1023) % 10] || ' ' || n end,
         jsonb_build_object('city', (array['Москва','Tver','Paris'])[1 + n % 3], 'row', n % 5000),
         case when n % 1000 = 1 then 'COMPLAINED' when n % 20 = 3 then 'UNSUBSCRIBED' when n % 50 = 9 then 'BOUNCED' else 'ACTIVE' end,
         timestamptz '2025-01-01Z' + (n / 3) * interval '1 second', timestamptz '2025-06-01Z' + (n * 7919 % 1000003) * interval '1 second'
       from "user" cross join generate_series(?::bigint, ?::bigint) n where email = ?`,
      [from, Math.min(rows, from + portion - 1), `${name}@example.com`],
    );
  }
}

/** For each owner: everybody, every third person, and sixty small lists. */
async function addLists(em: EntityManager): Promise<void> {
  await em.execute(
    `insert into recipient_list (owner_id, name) select distinct owner_id, name from recipient cross join unnest(
       array['Everybody', 'A third'] || array(select 'Small ' || n from generate_series(1, 60) n)) name`,
  );
  await em.execute(
    `insert into recipient_list_member (list_id, recipient_id)
     select list.id, recipient.id from recipient_list list join recipient using (owner_id)
     where list.name = 'Everybody' or (list.name = 'A third' and recipient.id % 3 = 0)
       or list.name = 'Small ' || recipient.id % 5000`,
  );
}

async function addMailings(em: EntityManager, mailings: number): Promise<void> {
  await em.execute(
    `insert into message (owner_id, subject, body) select id, 'News of ' || full_name, 'Hello' from "user"
     where email in ('alice@example.com', 'bob@example.com', 'carol@example.com')`,
  );
  await em.execute(
    `insert into mailing (owner_id, message_id, name, status, created_at, start_at)
     select owner_id, message.id, 'Mailing ' || n || (array[' весна', ' autumn'])[1 + n % 2],
       case when n % 4 = 0 then 'CREATED' else 'COMPLETED' end, timestamptz '2025-01-01Z' + n * interval '1 hour',
       case when n % 3 = 0 then timestamptz '2026-01-01Z' + n * interval '1 hour' end
     from generate_series(1, ?) n join "user" on "user".email =
       (array['alice@example.com', 'alice@example.com', 'alice@example.com', 'bob@example.com', 'carol@example.com'])[1 + n % 5]
       join message on message.owner_id = "user".id`,
    [mailings],
  );
  await em.execute(
    `insert into mailing_list (mailing_id, list_id) select mailing.id, list.id from mailing join recipient_list list using (owner_id)
     where list.name = 'Everybody' and mailing.id % 2 = 0 or list.name = 'A third' and mailing.id % 3 = 0`,
  );
}
