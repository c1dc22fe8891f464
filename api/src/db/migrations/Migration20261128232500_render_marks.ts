import { Migration } from '@mikro-orm/migrations';

export class Migration20261128232500_render_marks extends Migration {
  override name = 'Migration20261128232500_render_marks';

  override up(): void {
    this.addSql(
      `create table "render_mark" ("delivery_id" bigint not null, "run_id" int not null, "deaths" int not null default 0, "is_open" boolean not null default true, primary key ("delivery_id"));`,
    );
    this.addSql(`create index "render_mark_run_index" on "render_mark" ("run_id");`);
    this.addSql(
      `alter table "render_mark" add constraint "render_mark_run_id_foreign" foreign key ("run_id") references "mailing_run" ("id") on delete cascade;`,
    );
  }

  override down(): void {
    this.addSql(`drop table "render_mark";`);
  }
}
