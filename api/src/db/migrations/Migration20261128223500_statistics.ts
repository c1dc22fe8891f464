import { Migration } from '@mikro-orm/migrations';

export class Migration20261128223500_statistics extends Migration {
  override name = 'Migration20261128223500_statistics';

  override up(): void {
    this.addSql(
      `create table "attempt_count" ("mailing_id" int not null, "quarter" timestamptz(0) not null, "owner_id" int not null, "succeeded" bigint not null default '0', "failed" bigint not null default '0', "unknown" bigint not null default '0', "marked_sent" bigint not null default '0', primary key ("mailing_id", "quarter"));`,
    );
    this.addSql(`create index "attempt_count_quarter_index" on "attempt_count" ("quarter");`);
    this.addSql(`create index "attempt_count_owner_index" on "attempt_count" ("owner_id", "quarter");`);

    this.addSql(
      `create table "domain_count" ("mailing_id" int not null, "quarter" timestamptz(0) not null, "domain" text not null, "owner_id" int not null, "succeeded" bigint not null default '0', "failed" bigint not null default '0', "unknown" bigint not null default '0', primary key ("mailing_id", "quarter", "domain"));`,
    );
    this.addSql(`create index "domain_count_quarter_index" on "domain_count" ("quarter");`);
    this.addSql(`create index "domain_count_owner_index" on "domain_count" ("owner_id", "quarter");`);

    this.addSql(
      `create table "failure_count" ("mailing_id" int not null, "quarter" timestamptz(0) not null, "reason" text not null, "owner_id" int not null, "count" bigint not null, "server_response" text not null, primary key ("mailing_id", "quarter", "reason"));`,
    );
    this.addSql(`create index "failure_count_quarter_index" on "failure_count" ("quarter");`);
    this.addSql(`create index "failure_count_owner_index" on "failure_count" ("owner_id", "quarter");`);

    for (const table of ['attempt_count', 'domain_count', 'failure_count']) {
      this.addSql(`alter table "${table}" set (fillfactor = 50);`);
    }
    this.addFailureReason();
    this.addCounting();
    this.addSql(`insert into "attempt_count" ("mailing_id", "quarter", "owner_id", "marked_sent")
      select "run"."mailing_id", date_bin('15 minutes', "delivery"."sent_at", '2000-01-01Z'), "run"."owner_id", count(*)
      from "delivery" join "mailing_run" "run" on "run"."id" = "delivery"."run_id"
      where "delivery"."state" = 'SENT' and "delivery"."sent_at" is not null and not exists (
        select from "attempt" where "delivery_id" = "delivery"."id" and "status" = 'SUCCESS')
      group by 1, 2, 3;`);
    // Everything that was tried before, at one go.
    for (const statement of countingOf('"attempt"')) this.addSql(statement);
  }

  /** Why an attempt did not succeed, by the enhanced code (RFC 3463) first, then by the code and the words. */
  private addFailureReason(): void {
    this.addSql(`create function "failure_reason"("status" text, "code" int, "reply" text) returns text
      language sql immutable parallel safe as $$
      select case
        when "status" = 'UNKNOWN' then 'REPLY_LOST'
        when "code" is null then case when "reply" ~* 'timeout|timedout|timed out|never received|no answer|in time' then 'NO_ANSWER' else 'NO_CONNECTION' end
        when "detail" in ('1.1', '1.0', '1.3', '1.6', '1.10') then 'NO_SUCH_MAILBOX'
        when "detail" in ('1.2', '4.4') or "reply" ~* 'domain not found|host not found|no such domain' then 'NO_SUCH_DOMAIN'
        when "detail" = '2.2' or "reply" ~* 'quota|mailbox (is )*full' then 'MAILBOX_FULL'
        when "detail" = '2.1' or "reply" ~* 'disabled|inactive|suspended' then 'MAILBOX_DISABLED'
        when "detail" in ('3.4', '2.3') or "reply" ~* 'too (large|big)|size exceed|exceeds.{0,40}size' then 'TOO_LARGE'
        when "detail" in ('7.20', '7.21', '7.22', '7.23', '7.24', '7.25', '7.26', '7.27', '7.29', '7.30')
          or "reply" ~* '\\m(dkim|spf|dmarc)\\M' then 'NOT_AUTHENTICATED'
        when "reply" ~* 'gr[ae]y-{0,1}list' then 'GREYLISTED'
        when "detail" = '7.28' or "reply" ~* 'too many|rate.{0,5}limit|throttl' then 'TOO_MANY'
        when "detail" like '7.%' or "reply" ~* 'spam|block(ed|list)|blacklist|reputation|policy' then 'TAKEN_FOR_SPAM'
        when "code" >= 500 and "reply" ~* '(user|mailbox|recipient|address|account).{0,40}(unknown|not found|not exist|unavailable|rejected)|(unknown|no such|invalid) (user|mailbox|recipient|address)'
          then 'NO_SUCH_MAILBOX'
        when "code" < 500 then 'REFUSED_FOR_NOW'
        else 'REFUSED'
      end from (select substring("reply" from '\\m[45]\\.([0-9]{1,3}\\.[0-9]{1,3})\\M') as "detail") "enhanced"
      $$;`);
  }

  /**
   * Counters follow the attempts whoever writes them, in the same transaction. Who writes attempts holds their run, and a
   * mailing has one unfinished run: nobody waits for a counter who did not wait for the run.
   */
  private addCounting(): void {
    this.addSql(`create function "count_attempts"() returns trigger language plpgsql as $$
      begin
        if exists (select from "rows") then
          ${countingOf('"rows"').join('\n')}
        end if;
        return null;
      end $$;`);
    this.addSql(`create trigger "attempt_insert" after insert on "attempt"
      referencing new table as "rows" for each statement execute function "count_attempts"();`);
    this.addSql(`create function "delete_counts_of_users"() returns trigger language plpgsql as $$
      begin
        delete from "attempt_count" where "owner_id" in (select "id" from "rows");
        delete from "domain_count" where "owner_id" in (select "id" from "rows");
        delete from "failure_count" where "owner_id" in (select "id" from "rows");
        return null;
      end $$;`);
    this.addSql(`create trigger "user_delete" after delete on "user"
      referencing old table as "rows" for each statement execute function "delete_counts_of_users"();`);
  }

  override down(): void {
    this.addSql(`drop trigger if exists "attempt_insert" on "attempt";`);
    this.addSql(`drop trigger if exists "user_delete" on "user";`);
    this.addSql(`drop function if exists "count_attempts", "delete_counts_of_users", "failure_reason";`);
    this.addSql(`drop table if exists "failure_count" cascade;`);
    this.addSql(`drop table if exists "domain_count" cascade;`);
    this.addSql(`drop table if exists "attempt_count" cascade;`);
  }
}

const QUARTER = `date_bin('15 minutes', "attempted_at", '2000-01-01Z')`;
const OUTCOMES = `count(*) filter (where "status" = 'SUCCESS'), count(*) filter (where "status" = 'FAILURE'),
  count(*) filter (where "status" = 'UNKNOWN')`;
const plus = (table: string, columns: string[]) =>
  columns.map((column) => `"${column}" = "${table}"."${column}" + excluded."${column}"`).join();

/** Adds attempts to all counters. `offset 0` keeps the look-up of the delivery inside the loop. */
const countingOf = (attempts: string) => [
  `insert into "attempt_count" ("mailing_id", "quarter", "owner_id", "succeeded", "failed", "unknown")
  select "mailing_id", ${QUARTER}, "owner_id", ${OUTCOMES} from ${attempts} group by 1, 2, 3 order by 1, 2
  on conflict ("mailing_id", "quarter") do update set ${plus('attempt_count', ['succeeded', 'failed', 'unknown'])};`,
  `insert into "domain_count" ("mailing_id", "quarter", "domain", "owner_id", "succeeded", "failed", "unknown")
  select "mailing_id", ${QUARTER}, "address"."domain", "owner_id", ${OUTCOMES}
  from ${attempts} cross join lateral (
    select lower(substring("email" from '[^@]*$')) as "domain" from "delivery" where "id" = "delivery_id" offset 0) "address"
  group by 1, 2, 3, 4 order by 1, 2, 3
  on conflict ("mailing_id", "quarter", "domain") do update set ${plus('domain_count', ['succeeded', 'failed', 'unknown'])};`,
  `insert into "failure_count" ("mailing_id", "quarter", "reason", "owner_id", "count", "server_response")
  select "mailing_id", ${QUARTER}, failure_reason("status", "smtp_code", "server_response"), "owner_id", count(*),
    max("server_response")
  from ${attempts} where "status" <> 'SUCCESS' group by 1, 2, 3, 4 order by 1, 2, 3
  on conflict ("mailing_id", "quarter", "reason") do update set "count" = "failure_count"."count" + excluded."count";`,
];
