import { Migration } from '@mikro-orm/migrations';

export class Migration20261121161914_user_lists extends Migration {
  override name = 'Migration20261121161914_user_lists';

  override up(): void {
    this.addSql(
      `create index "user_blocked_index" on "user" ("created_at", "id") where "blocked_at" is not null;`,
    );
    this.addSql(`create index "user_last_login_at_index" on "user" ("last_login_at", "id");`);
    this.addSql(`create index "user_created_at_index" on "user" ("created_at", "id");`);
    this.addSql(`create index "user_email_index" on "user" ("email", "id");`);
    this.addSql(
      `create index "user_search_index" on "user" using gin ((lower("email" || ' ' || "full_name")) gin_trgm_ops);`,
    );
  }

  override down(): void {
    this.addSql(`drop index "user_blocked_index";`);
    this.addSql(`drop index "user_last_login_at_index";`);
    this.addSql(`drop index "user_created_at_index";`);
    this.addSql(`drop index "user_email_index";`);
    this.addSql(`drop index "user_search_index";`);
  }
}
