import { Migration } from '@mikro-orm/migrations';

export class Migration20261129091100_health_of_workers extends Migration {
  override name = 'Migration20261129091100_health_of_workers';

  override up(): void | Promise<void> {
    this.addSql(
      `alter table "worker" add "version" text null, add "heap_bytes" bigint null, add "rss_bytes" bigint null, add "event_loop_seconds" double precision null;`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(
      `alter table "worker" drop column "version", drop column "heap_bytes", drop column "rss_bytes", drop column "event_loop_seconds";`,
    );
  }
}
