import { Migration } from '@mikro-orm/migrations';

export class Migration20261128231500_recipient_filters extends Migration {
  override name = 'Migration20261128231500_recipient_filters';

  override up(): void {
    this.addSql(
      `create index "recipient_attributes_index" on "recipient" using gin ("attributes" jsonb_path_ops);`,
    );
    this.addSql(
      `create index "recipient_owner_updated_at_index" on "recipient" ("owner_id", "updated_at", "id");`,
    );
  }

  override down(): void {
    this.addSql(`drop index "recipient_owner_updated_at_index";`);
    this.addSql(`drop index "recipient_attributes_index";`);
  }
}
