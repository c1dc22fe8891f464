import { Migration } from '@mikro-orm/migrations';

export class Migration20261129082000_remarks_and_lifted extends Migration {
  override name = 'Migration20261129082000_remarks_and_lifted';

  override up(): void {
    this.addSql(`alter table "recipient_import" add "remark_count" int not null default 0;`);
    this.addSql(`update "recipient_import" set "remark_count" = "counted"."count" from (
      select "import_id", count(*) as "count" from "recipient_import_remark" group by 1) "counted"
      where "id" = "import_id";`);
    this.addSql(
      `create index "suppression_lifted_at_index" on "suppression" ("lifted_at") where "lifted_at" is not null;`,
    );
  }

  override down(): void {
    this.addSql(`drop index "suppression_lifted_at_index";`);
    this.addSql(`alter table "recipient_import" drop column "remark_count";`);
  }
}
