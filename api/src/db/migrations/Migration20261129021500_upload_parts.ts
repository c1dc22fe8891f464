import { Migration } from '@mikro-orm/migrations';

export class Migration20261129021500_upload_parts extends Migration {
  override name = 'Migration20261129021500_upload_parts';

  override up(): void | Promise<void> {
    this.addSql(`alter table "upload" add "parts" jsonb not null default '[]', add "part" text null;`);
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "upload" drop column "parts", drop column "part";`);
  }
}
