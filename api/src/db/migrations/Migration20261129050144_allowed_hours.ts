import { Migration } from '@mikro-orm/migrations';

export class Migration20261129050144_allowed_hours extends Migration {
  override name = 'Migration20261129050144_allowed_hours';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "mailing" add "allowed_days" smallint[] null, add "allowed_from" smallint null, add "allowed_until" smallint null;`,
    );
    this
      .addSql(`alter table "mailing" add constraint "mailing_allowed_hours_check" check ((allowed_days is null) = (allowed_from is null) and (allowed_days is null) = (allowed_until is null)
    and (allowed_days is null or cardinality(allowed_days) between 1 and 7 and allowed_days <@ '{1,2,3,4,5,6,7}'::smallint[]
      and allowed_from between 0 and 1439 and allowed_until between 1 and 1440 and allowed_from <> allowed_until));`);

    this.addSql(
      `alter table "mailing_run" add "opens_at" timestamptz(3) null, add "closes_at" timestamptz(3) null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "mailing" drop constraint "mailing_allowed_hours_check";`);
    this.addSql(
      `alter table "mailing" drop column "allowed_days", drop column "allowed_from", drop column "allowed_until";`,
    );

    this.addSql(`alter table "mailing_run" drop column "opens_at", drop column "closes_at";`);
  }
}
