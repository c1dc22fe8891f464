import { Migration } from '@mikro-orm/migrations';

export class Migration20261129010103_job_pauses extends Migration {
  override name = 'Migration20261129010103_job_pauses';

  override up(): void | Promise<void> {
    this.addSql(
      `create table "job_pause" ("job_name" text not null, "paused_at" timestamptz(3) not null default now(), primary key ("job_name"));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`drop table if exists "job_pause" cascade;`);
  }
}
