import { Migration } from '@mikro-orm/migrations';

/** Sums of counters over days and months. They are made afterwards by a job; until then counters are read. */
export class Migration20261129135700_summed_periods extends Migration {
  override name = 'Migration20261129135700_summed_periods';

  override up(): void {
    this.addSql(
      `create table "summed_period" ("step" text not null, "starts_at" timestamptz(0) not null, "ends_at" timestamptz(0) not null, "is_complete" boolean not null default false, primary key ("step", "starts_at"), constraint "summed_period_step_check" check (step in ('DAY', 'MONTH')));`,
    );
    this.addSql(`create index "summed_period_ends_at_index" on "summed_period" ("ends_at");`);
    this.addSql(
      `create table "attempt_sum" ("step" text not null, "starts_at" timestamptz(0) not null, "owner_id" int not null, "mailing_id" int not null, "succeeded" bigint not null default '0', "failed" bigint not null default '0', "unknown" bigint not null default '0', "marked_sent" bigint not null default '0', primary key ("step", "starts_at", "owner_id", "mailing_id"));`,
    );
    this.addSql(
      `create table "domain_sum" ("step" text not null, "starts_at" timestamptz(0) not null, "owner_id" int not null, "domain" text not null, "succeeded" bigint not null default '0', "failed" bigint not null default '0', "unknown" bigint not null default '0', primary key ("step", "starts_at", "owner_id", "domain"));`,
    );
    this.addSql(
      `create table "failure_sum" ("step" text not null, "starts_at" timestamptz(0) not null, "owner_id" int not null, "reason" text not null, "count" bigint not null, "server_response" text not null, primary key ("step", "starts_at", "owner_id", "reason"));`,
    );
    this.addSql(
      `create table "quarter_sum" ("starts_at" timestamptz(0) not null, "owner_id" int not null, "quarter" timestamptz(0) not null, "succeeded" bigint not null default '0', "failed" bigint not null default '0', "unknown" bigint not null default '0', primary key ("starts_at", "owner_id", "quarter"));`,
    );
    this.addForgetting();
    this.addSql(COUNT_ATTEMPTS_SINCE);
    this.addSql(DELETE_COUNTS_SINCE);
  }

  /**
   * What changes counters calls this afterwards, in the same transaction. Days first, in a statement of its own: whoever
   * sums a month holds its days, and the next statement sees the month.
   */
  private addForgetting(): void {
    this.addSql(`create function "forget_sums"("quarters" timestamptz[]) returns void language plpgsql as $$
      declare "of" text;
      begin
        if not exists (select from "summed_period" where "ends_at" > (
            select min("quarter") from unnest("quarters") "quarter")) then
          return;
        end if;
        foreach "of" in array array['DAY', 'MONTH'] loop
          delete from "summed_period" where ("step", "starts_at") in (
            select "step", "starts_at" from "summed_period" where "step" = "of" and exists (
              select from unnest("quarters") "quarter" where "quarter" >= "starts_at" and "quarter" < "ends_at")
            order by "starts_at" for update);
        end loop;
      end $$;`);
  }

  override down(): void {
    this.addSql(COUNT_ATTEMPTS_BEFORE);
    this.addSql(DELETE_COUNTS_BEFORE);
    this.addSql(`drop function if exists "forget_sums";`);
    for (const table of ['quarter_sum', 'failure_sum', 'domain_sum', 'attempt_sum', 'summed_period'])
      this.addSql(`drop table if exists "${table}" cascade;`);
  }
}

const QUARTER = `date_bin('15 minutes', "attempted_at", '2000-01-01Z')`;
const OUTCOMES = `count(*) filter (where "status" = 'SUCCESS'), count(*) filter (where "status" = 'FAILURE'),
  count(*) filter (where "status" = 'UNKNOWN')`;
const plus = (table: string, columns: string[]) =>
  columns.map((column) => `"${column}" = "${table}"."${column}" + excluded."${column}"`).join();

/** As it was made for the first counters. */
const COUNTING = `insert into "attempt_count" ("mailing_id", "quarter", "owner_id", "succeeded", "failed", "unknown")
  select "mailing_id", ${QUARTER}, "owner_id", ${OUTCOMES} from "rows" group by 1, 2, 3 order by 1, 2
  on conflict ("mailing_id", "quarter") do update set ${plus('attempt_count', ['succeeded', 'failed', 'unknown'])};
  insert into "domain_count" ("mailing_id", "quarter", "domain", "owner_id", "succeeded", "failed", "unknown")
  select "mailing_id", ${QUARTER}, "address"."domain", "owner_id", ${OUTCOMES}
  from "rows" cross join lateral (
    select lower(substring("email" from '[^@]*$')) as "domain" from "delivery" where "id" = "delivery_id" offset 0) "address"
  group by 1, 2, 3, 4 order by 1, 2, 3
  on conflict ("mailing_id", "quarter", "domain") do update set ${plus('domain_count', ['succeeded', 'failed', 'unknown'])};
  insert into "failure_count" ("mailing_id", "quarter", "reason", "owner_id", "count", "server_response")
  select "mailing_id", ${QUARTER}, failure_reason("status", "smtp_code", "server_response"), "owner_id", count(*),
    max("server_response")
  from "rows" where "status" <> 'SUCCESS' group by 1, 2, 3, 4 order by 1, 2, 3
  on conflict ("mailing_id", "quarter", "reason") do update set "count" = "failure_count"."count" + excluded."count";`;

const countAttempts = (more: string) => `create or replace function "count_attempts"() returns trigger
  language plpgsql as $$
  begin
    if exists (select from "rows") then
      ${COUNTING}
      ${more}
    end if;
    return null;
  end $$;`;

const COUNT_ATTEMPTS_BEFORE = countAttempts('');
// A mail is counted in the current quarter, and no period is summed before it has ended.
const COUNT_ATTEMPTS_SINCE = countAttempts(
  `perform forget_sums(array(select distinct ${QUARTER} from "rows"));`,
);

const COUNTERS = ['attempt_count', 'domain_count', 'failure_count'];
const deletionFrom = (tables: string[]) =>
  tables.map((table) => `delete from "${table}" where "owner_id" in (select "id" from "rows");`).join('\n');
const deleteCounts = (work: string) => `create or replace function "delete_counts_of_users"()
  returns trigger language plpgsql as $$ ${work} $$;`;

const DELETE_COUNTS_BEFORE = deleteCounts(`begin ${deletionFrom(COUNTERS)} return null; end`);
const DELETE_COUNTS_SINCE = deleteCounts(`declare
    "quarters" timestamptz[] := array(
      select distinct "quarter" from "attempt_count" where "owner_id" in (select "id" from "rows"));
  begin
    ${deletionFrom([...COUNTERS, 'attempt_sum', 'domain_sum', 'failure_sum', 'quarter_sum'])}
    perform forget_sums("quarters");
    return null;
  end`);
