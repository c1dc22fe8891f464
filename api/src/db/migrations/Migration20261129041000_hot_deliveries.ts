import { Migration } from '@mikro-orm/migrations';

export class Migration20261129041000_hot_deliveries extends Migration {
  override name = 'Migration20261129041000_hot_deliveries';

  override up(): void | Promise<void> {
    this.addSql(`alter table "attempt" drop constraint "attempt_delivery_id_foreign";`);
    this.addSql(`drop index "delivery_run_state_index";`);
    this.addSql(`drop index "delivery_due_index";`);
    this.addSql(
      `alter table "delivery" add "exception" text generated always as (case when state not in ('PENDING', 'SENT') then state end) stored null;`,
    );
    this.addSql(`create index "delivery_run_index" on "delivery" ("run_id", "id");`);
    this.addSql(
      `create index "delivery_exception_index" on "delivery" ("run_id", "exception", "id") where "exception" is not null;`,
    );
    this.addSql(
      `create index "delivery_due_index" on "delivery" ("run_id", "next_try_at") where "next_try_at" is not null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop index "delivery_run_index";`);
    this.addSql(`drop index "delivery_exception_index";`);
    this.addSql(`drop index "delivery_due_index";`);
    this.addSql(`alter table "delivery" drop column "exception";`);
    this.addSql(`create index "delivery_run_state_index" on "delivery" ("run_id", "state", "id");`);
    this.addSql(
      `create index "delivery_due_index" on "delivery" ("run_id", "next_try_at") where "state" = 'DEFERRED';`,
    );
    this.addSql(
      `alter table "attempt" add constraint "attempt_delivery_id_foreign" foreign key ("delivery_id") references "delivery" ("id") on delete cascade;`,
    );
  }
}
