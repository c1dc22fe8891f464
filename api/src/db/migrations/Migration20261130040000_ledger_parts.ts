import { Migration } from '@mikro-orm/migrations';

/**
 * Deliveries and attempts in parts by ranges of runs (decision 73). What is there becomes the first part where it is: only
 * the primary keys are built again.
 */
export class Migration20261130040000_ledger_parts extends Migration {
  override name = 'Migration20261130040000_ledger_parts';

  override up(): void {
    this.addSql(`drop trigger "delivery_failed" on "delivery";`);
    this.addSql(`drop trigger "attempt_insert" on "attempt";`);
    for (const table of TABLES) this.makeParent(table);
    this.addIndexes();
    this.addTriggers();
    for (const table of TABLES) this.addSql(attachFirst(table));
    for (const statement of FUNCTIONS) this.addSql(statement);
    this.addSql(`create trigger "mailing_run_part" before insert on "mailing_run" for each row
      execute function "have_part_for_run"();`);
    this.addSql(countingWith(`"run_id" = "rows"."run_id" and "id" = "delivery_id"`));
    this.addSql(deletionWith(RUN_BY_RUN));
    // PostgreSQL looks at the parts by itself, but never at the whole.
    this.addSql(`analyze "delivery", "attempt";`);
  }

  /** Renames a table to be the first part, and makes an empty one over it. */
  private makeParent(table: string): void {
    this.addSql(renameFirst(table));
    this.addSql(`alter table "${table}_0" drop constraint "${table}_pkey_0",
      add constraint "${table}_pkey_0" primary key ("id", "run_id");`);
    this
      .addSql(`create table "${table}" (like "${table}_0" including defaults including constraints including generated
      including identity) partition by range ("run_id");`);
    this.addSql(`alter table "${table}" add constraint "${table}_pkey" primary key ("id", "run_id");`);
    this.addSql(moveSequence(table, `${table}_0`));
    this.addSql(grantAs(table, `${table}_0`));
  }

  private addIndexes(): void {
    this.addSql(`create unique index "delivery_run_email_unique" on "delivery" ("run_id", "address_hash");`);
    this.addSql(
      `create unique index "delivery_recipient_run_unique" on "delivery" ("recipient_id", "run_id") where "recipient_id" is not null;`,
    );
    this.addSql(`create index "delivery_run_index" on "delivery" ("run_id", "id");`);
    this.addSql(
      `create index "delivery_exception_index" on "delivery" ("run_id", "exception", "id") where "exception" is not null;`,
    );
    this.addSql(
      `create index "delivery_due_index" on "delivery" ("run_id", "next_try_at") where "next_try_at" is not null;`,
    );
    this.addSql(`create index "attempt_delivery_index" on "attempt" ("delivery_id");`);
    this.addSql(`create index "attempt_owner_index" on "attempt" ("owner_id", "id");`);
    this.addSql(`create index "attempt_mailing_index" on "attempt" ("mailing_id", "id");`);
    this.addSql(`create index "attempt_run_index" on "attempt" ("run_id", "id");`);
    this.addSql(
      `create index "attempt_failure_index" on "attempt" ("owner_id", "status", "id") where "status" <> 'SUCCESS';`,
    );
    this.addSql(
      `create index "attempt_smtp_code_index" on "attempt" ("smtp_code", "id") where "smtp_code" <> 250;`,
    );
    this.addSql(`create index "attempt_attempted_at_index" on "attempt" using brin ("attempted_at");`);
  }

  private addTriggers(): void {
    this.addSql(`create trigger "delivery_failed" after update of "state" on "delivery" for each row
      when (new."state" = 'FAILED' and old."state" <> 'FAILED') execute function "note_failed_delivery"();`);
    this.addSql(`create trigger "attempt_insert" after insert on "attempt"
      referencing new table as "rows" for each statement execute function "count_attempts"();`);
  }

  override down(): void {
    this.addSql(deletionWith(ALL_AT_ONCE));
    this.addSql(countingWith(`"id" = "delivery_id"`));
    this.addSql(`drop trigger "mailing_run_part" on "mailing_run";`);
    this.addSql(`drop function "have_part_for_run", "open_large_part", "cut_ledger", "free_part", "has_part",
      "attach_part", "name_part_indexes", "make_part", "parts_of_ledger",
      "most_parts";`);
    this.addSql(`drop trigger "delivery_failed" on "delivery";`);
    this.addSql(`drop trigger "attempt_insert" on "attempt";`);
    for (const table of TABLES) this.addSql(intoOne(table));
    this.addSql(`alter table "delivery" set (fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05);`);
    this.addTriggers();
    this.addSql(`analyze "delivery", "attempt";`);
  }
}

const TABLES = ['delivery', 'attempt'];

const renameFirst = (table: string) => `do $$ declare "index" text; begin
  alter table "${table}" rename to "${table}_0";
  for "index" in select relname from pg_index join pg_class on oid = indexrelid where indrelid = '${table}_0'::regclass loop
    execute format('alter index %I rename to %I', "index", "index" || '_0');
  end loop;
end $$;`;

/** Numbers go on where they were: a number is never given twice. */
const moveSequence = (table: string, from: string) => `do $$
declare "old" text := pg_get_serial_sequence('${from}', 'id'); "new" text := pg_get_serial_sequence('${table}', 'id');
begin
  execute format('select setval(%L, last_value, is_called) from %s', "new", "old");
  alter table "${from}" alter column "id" drop identity;
  execute format('alter sequence %s rename to "${table}_id_seq"', "new");
end $$;`;

/** Who may read a table for reports may still do so. */
const grantAs = (table: string, from: string) => `do $$ declare "right" record; begin
  for "right" in select grantee, privilege_type, is_grantable from pg_class cross join aclexplode(relacl)
    where oid = '${from}'::regclass and grantee <> relowner
  loop
    execute format('grant %s on "${table}" to %s %s', "right".privilege_type,
      case "right".grantee when 0 then 'public' else "right".grantee::regrole::text end,
      case when "right".is_grantable then 'with grant option' else '' end);
  end loop;
end $$;`;

const attachFirst = (table: string) => `do $$ begin
  execute format('alter table "${table}" attach partition "${table}_0" for values from (minvalue) to (%s)', 10000 * (1
    + greatest((select max("id") from "mailing_run"), pg_sequence_last_value(pg_get_serial_sequence('mailing_run', 'id')::regclass), 0) / 10000));
end $$;`;

/** The rows of all parts in the oldest of them, which becomes the table. */
const intoOne = (table: string) => `do $$
declare "first" regclass; "columns" text; "part" regclass; "index" text;
begin
  select inhrelid into "first" from pg_inherits where inhparent = '${table}'::regclass order by inhrelid limit 1;
  execute format('alter table "${table}" detach partition %s', "first");
  select string_agg(quote_ident(attname), ',') into "columns" from pg_attribute
    where attrelid = '${table}'::regclass and attnum > 0 and not attisdropped and attgenerated = '';
  for "part" in select inhrelid from pg_inherits where inhparent = '${table}'::regclass loop
    execute format('insert into %s (%s) select %2$s from %s', "first", "columns", "part");
  end loop;
  execute format('alter table %s alter column "id" add generated by default as identity (sequence name "${table}_new_seq")', "first");
  execute format('select setval(''"${table}_new_seq"'', last_value, is_called) from %s', pg_get_serial_sequence('${table}', 'id'));
  alter table "${table}" rename to "${table}_parts";
  execute format('alter table %s rename to "${table}"', "first");
  drop table "${table}_parts";
  alter sequence "${table}_new_seq" rename to "${table}_id_seq";
  for "index" in select relname from pg_index join pg_class on oid = indexrelid where indrelid = '${table}'::regclass loop
    execute format('alter index %I rename to %I', "index", regexp_replace("index", '_[0-9]+$', ''));
  end loop;
  alter table "${table}" drop constraint "${table}_pkey", add constraint "${table}_pkey" primary key ("id");
end $$;`;

// A look-up by run takes one part, but PostgreSQL considers all of them: with 10 a ledger write costs what it did, with 50 a
// fifth more, with 90 two thirds. A statement that reads both tables holds 16 locks for each part, and their number is limited.
const MOST_PARTS = `create function "most_parts"() returns int language sql stable as $$
  select case when current_setting('max_locks_per_transaction')::int < 128 then 24 else 60 end $$;`;

/** A part holds 10,000 numbers of runs; the first one all before its end. */
const PARTS = `create function "parts_of_ledger"() returns table ("part" text, "low" int, "high" int) language sql stable as $$
  select substring(relname from '[0-9]+$'), substring("bounds" from 'FROM [^0-9A-Z]*([0-9]+)')::int, substring("bounds" from 'TO [^0-9A-Z]*([0-9]+)')::int
  from pg_inherits join pg_class on oid = inhrelid cross join lateral pg_get_expr(relpartbound, oid) "bounds"
  where inhparent = 'delivery'::regclass $$;`;

const HAS_PART = `create function "has_part"("run" int) returns boolean language sql stable as $$
  select exists (select from "parts_of_ledger"() where coalesce("low" <= "run", true) and "run" < "high") $$;`;

const FREE_PART = `create function "free_part"() returns int language sql stable as $$
  select greatest((select max("high") from "parts_of_ledger"()) / 10000, (select max("id") from "mailing_run") / 10000 + 1,
    pg_sequence_last_value(pg_get_serial_sequence('mailing_run', 'id')::regclass)::int / 10000 + 1) $$;`;

// A third of each page is free, so that the new version of a row that was sent fits beside the old one.
const MAKE_PART = `create function "make_part"("part" int) returns void language plpgsql as $$
  begin
    execute format('create table %I (like "delivery" including defaults including constraints including generated)
      with (fillfactor = 60, autovacuum_vacuum_scale_factor = 0.05)', 'delivery_' || "part");
    execute format('create table %I (like "attempt" including defaults including constraints)', 'attempt_' || "part");
  end $$;`;

/** Names the indexes of a part after those of the whole, so that an error names the same rule. */
const NAME_INDEXES = `create function "name_part_indexes"("part" text) returns void language plpgsql as $$
  declare "index" record;
  begin
    for "index" in
      select child.relname as "name", parent.relname || '_' || "part" as "wanted" from pg_index
        join pg_inherits on inhrelid = indexrelid join pg_class child on child.oid = inhrelid join pg_class parent on parent.oid = inhparent
      where indrelid in (to_regclass('delivery_' || "part"), to_regclass('attempt_' || "part"))
        and child.relname <> parent.relname || '_' || "part"
    loop
      execute format('alter index %I rename to %I', "index"."name", "index"."wanted");
    end loop;
  end $$;`;

/** Attaching makes the indexes that are missing, and keeps nobody from reading and writing meanwhile. */
const ATTACH_PART = `create function "attach_part"("part" int) returns void language plpgsql as $$
  declare "whole" text;
  begin
    foreach "whole" in array array['delivery', 'attempt'] loop
      execute format('alter table %I attach partition %I for values from (%s) to (%s)', "whole", "whole" || '_' || "part",
        "part" * 10000, ("part" + 1) * 10000);
    end loop;
    perform "name_part_indexes"("part"::text);
  end $$;`;

const LOCK = 7281100573;

/**
 * To be called before a launch, in a transaction of its own. Begins a new part if the present one has hardly any numbers
 * left; or, while there may be more, if it has 2 GB of deliveries; or, while there may be many more, 200 MB and a month has
 * begun since its first run.
 * Does nothing if another process is doing so, or a launch is making a part of its own.
 */
const CUT = `create function "cut_ledger"("full" bigint default 2000000000, "worthwhile" bigint default 200000000)
  returns void language plpgsql security definer set search_path from current as $$
  declare
    "numbers" regclass := pg_get_serial_sequence('mailing_run', 'id');
    "last" int; "greatest" int; "present" record; "bytes" bigint; "next" int;
    "count" int := (select count(*) from "parts_of_ledger"());
  begin
    if not pg_try_advisory_xact_lock(${LOCK}) then return; end if;
    "last" := coalesce(pg_sequence_last_value("numbers"), 0);
    select max("id") into "greatest" from "mailing_run";
    if "greatest" > "last" then "last" := setval("numbers", "greatest"); end if;
    select * into "present" from "parts_of_ledger"() where coalesce("low" <= "last" + 1, true) and "last" + 1 < "high";
    if not found then
      "next" := ("last" + 1) / 10000;
    else
      "bytes" := pg_relation_size(format('%I', 'delivery_' || "present"."part")::regclass);
      if "present"."high" - "last" < 1000 or "count" < "most_parts"() and "bytes" >= "full"
          or "count" < "most_parts"() * 2 / 3 and "bytes" >= "worthwhile" and date_trunc('month', now()) > (select "started_at" from "mailing_run"
            where "id" >= coalesce("present"."low", 0) order by "id" limit 1) then
        "next" := "free_part"();
        perform setval("numbers", "next" * 10000 - 1);
      end if;
    end if;
    if "next" is null then return; end if;
    perform "make_part"("next");
    perform "attach_part"("next");
  end $$;`;

/**
 * Makes the tables of a part for one launch to fill before it attaches them, and returns the number of its run; null if
 * there are many parts, or another launch is doing so. Others go on with the numbers of the present part until it commits.
 */
const OPEN_LARGE = `create function "open_large_part"() returns int language plpgsql as $$
  declare "last" int := coalesce(pg_sequence_last_value(pg_get_serial_sequence('mailing_run', 'id')::regclass), 0); "next" int;
  begin
    -- Only the owner of a table may make its indexes.
    if not pg_has_role((select relowner from pg_class where oid = 'delivery'::regclass), 'USAGE')
        or (select count(*) from "parts_of_ledger"()) >= "most_parts"() * 2 / 3 or not "has_part"("last" + 500)
        or not pg_try_advisory_xact_lock(${LOCK}) then
      return null;
    end if;
    "next" := "free_part"();
    perform "make_part"("next");
    return "next" * 10000;
  end $$;`;

/** However a run comes into being, and whatever role launches it, there is a part for it. */
const HAVE_PART = `create function "have_part_for_run"() returns trigger language plpgsql
  security definer set search_path from current as $$
  begin
    -- A table that is not attached yet belongs to the launch itself.
    if to_regclass('delivery_' || new."id" / 10000) is null and not "has_part"(new."id") then
      perform pg_advisory_xact_lock(${LOCK});
      if not "has_part"(new."id") then
        perform "make_part"(new."id" / 10000);
        perform "attach_part"(new."id" / 10000);
      end if;
    end if;
    return new;
  end $$;`;

const FUNCTIONS = [
  MOST_PARTS,
  PARTS,
  HAS_PART,
  FREE_PART,
  MAKE_PART,
  NAME_INDEXES,
  ATTACH_PART,
  CUT,
  OPEN_LARGE,
  HAVE_PART,
];

const NUMBERED_LINKS = `insert into "numbered_link" ("delivery_id", "owner_id", "address_hash")
  select "delivery"."id", "rows"."owner_id", "delivery"."address_hash" from "rows" join "delivery" on "run_id" = "rows"."id"
  where "delivery"."id" <= (select "last_numbered_delivery_id" from "installation")
    and "state" in ('SENT', 'UNKNOWN') on conflict do nothing;`;

const deletionWith = (
  deletion: string,
) => `create or replace function "delete_contents_of_runs"() returns trigger
  language plpgsql as $$ declare "run" int; begin ${NUMBERED_LINKS} ${deletion} return null; end $$;`;

const ALL_AT_ONCE = `delete from "attempt" where "run_id" in (select "id" from "rows");
  delete from "delivery" where "run_id" in (select "id" from "rows");`;

const RUN_BY_RUN = `for "run" in select "id" from "rows" loop
    delete from "attempt" where "run_id" = "run";
    delete from "delivery" where "run_id" = "run";
  end loop;`;

const QUARTER = `date_bin('15 minutes', "attempted_at", '2000-01-01Z')`;
const OUTCOMES = `count(*) filter (where "status" = 'SUCCESS'), count(*) filter (where "status" = 'FAILURE'),
  count(*) filter (where "status" = 'UNKNOWN')`;
const plus = (table: string, columns: string[]) =>
  columns.map((column) => `"${column}" = "${table}"."${column}" + excluded."${column}"`).join();

const counting = (
  delivery: string,
) => `insert into "attempt_count" ("mailing_id", "quarter", "owner_id", "succeeded", "failed", "unknown")
  select "mailing_id", ${QUARTER}, "owner_id", ${OUTCOMES} from "rows" group by 1, 2, 3 order by 1, 2
  on conflict ("mailing_id", "quarter") do update set ${plus('attempt_count', ['succeeded', 'failed', 'unknown'])};
  insert into "domain_count" ("mailing_id", "quarter", "domain", "owner_id", "succeeded", "failed", "unknown")
  select "mailing_id", ${QUARTER}, "address"."domain", "owner_id", ${OUTCOMES}
  from "rows" cross join lateral (
    select lower(substring("email" from '[^@]*$')) as "domain" from "delivery" where ${delivery} offset 0) "address"
  group by 1, 2, 3, 4 order by 1, 2, 3
  on conflict ("mailing_id", "quarter", "domain") do update set ${plus('domain_count', ['succeeded', 'failed', 'unknown'])};
  insert into "failure_count" ("mailing_id", "quarter", "reason", "owner_id", "count", "server_response")
  select "mailing_id", ${QUARTER}, failure_reason("status", "smtp_code", "server_response"), "owner_id", count(*),
    max("server_response")
  from "rows" where "status" <> 'SUCCESS' group by 1, 2, 3, 4 order by 1, 2, 3
  on conflict ("mailing_id", "quarter", "reason") do update set "count" = "failure_count"."count" + excluded."count";`;

const countingWith = (delivery: string) => `create or replace function "count_attempts"() returns trigger
  language plpgsql as $$
  begin
    if exists (select from "rows") then
      ${counting(delivery)}
      perform forget_sums(array(select distinct ${QUARTER} from "rows"));
    end if;
    return null;
  end $$;`;
