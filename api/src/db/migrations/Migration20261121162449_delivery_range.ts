import { Migration } from '@mikro-orm/migrations';

export class Migration20261121162449_delivery_range extends Migration {
  override name = 'Migration20261121162449_delivery_range';

  override up(): void {
    this.addSql(
      `alter table "mailing_run" add "first_delivery_id" bigint null, add "last_delivery_id" bigint null;`,
    );
    this.addSql(
      `update "mailing_run" set ("first_delivery_id", "last_delivery_id") = (
         select min("id"), max("id") from "delivery" where "run_id" = "mailing_run"."id");`,
    );
  }

  override down(): void {
    this.addSql(`alter table "mailing_run" drop column "first_delivery_id", drop column "last_delivery_id";`);
  }
}
