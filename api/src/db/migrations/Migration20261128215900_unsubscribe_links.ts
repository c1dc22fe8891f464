import { Migration } from '@mikro-orm/migrations';

export class Migration20261128215900_unsubscribe_links extends Migration {
  override name = 'Migration20261128215900_unsubscribe_links';

  override up(): void {
    this.addSql(
      `create table "link_key" ("key" bytea not null primary key, "created_at" timestamptz(3) not null default now());`,
    );
    this.addSql(
      `create table "numbered_link" ("delivery_id" bigint primary key, "owner_id" int not null, "address_hash" bytea not null);`,
    );
    this.addSql(`alter table "installation" add "last_numbered_delivery_id" bigint null;`);
    this.addSql(
      `update "installation" set "last_numbered_delivery_id" = (select max("id") from "delivery");`,
    );
    this.replaceDeletion(`insert into "numbered_link" ("delivery_id", "owner_id", "address_hash")
          select "delivery"."id", "rows"."owner_id", "delivery"."address_hash" from "rows" join "delivery" on "run_id" = "rows"."id"
          where "delivery"."id" <= (select "last_numbered_delivery_id" from "installation")
            and "state" in ('SENT', 'UNKNOWN') on conflict do nothing;`);
  }

  /** Links that carry nothing but their delivery's number outlive it. */
  private replaceDeletion(before: string): void {
    this.addSql(`create or replace function "delete_contents_of_runs"() returns trigger language plpgsql as $$
      begin
        ${before}
        delete from "attempt" where "run_id" in (select "id" from "rows");
        delete from "delivery" where "run_id" in (select "id" from "rows");
        return null;
      end $$;`);
  }

  override down(): void {
    this.replaceDeletion('');
    this.addSql(`alter table "installation" drop column "last_numbered_delivery_id";`);
    this.addSql(`drop table "numbered_link";`);
    this.addSql(`drop table "link_key";`);
  }
}
