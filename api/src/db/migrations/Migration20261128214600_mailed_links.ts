import { Migration } from '@mikro-orm/migrations';

/** Links carry no password any more; those that do end. */
export class Migration20261128214600_mailed_links extends Migration {
  override name = 'Migration20261128214600_mailed_links';

  override up(): void {
    this.addSql(`delete from "account_token" where "password_hash" is not null;`);
    this.addSql(`alter table "account_token" drop column "password_hash";`);
    this.addSql(`alter table "account_token" rename to "mailed_link";`);
    this.addSql(`alter table "mailed_link" rename constraint "account_token_pkey" to "mailed_link_pkey";`);
    this.addSql(`alter sequence "account_token_id_seq" rename to "mailed_link_id_seq";`);
    for (const name of ['user_index', 'expires_at_index']) {
      this.addSql(`alter index "account_token_${name}" rename to "mailed_link_${name}";`);
    }
    for (const name of ['token_hash_unique', 'user_id_foreign', 'purpose_check']) {
      this.addSql(
        `alter table "mailed_link" rename constraint "account_token_${name}" to "mailed_link_${name}";`,
      );
    }
    this.addSql(`alter table "account_mail" drop column "password_hash";`);
    this.addSql(`alter table "account_mail" add "tokens" jsonb null;`);
  }

  override down(): void {
    this.addSql(`alter table "account_mail" drop column "tokens";`);
    this.addSql(`alter table "account_mail" add "password_hash" text null;`);
    for (const name of ['token_hash_unique', 'user_id_foreign', 'purpose_check']) {
      this.addSql(
        `alter table "mailed_link" rename constraint "mailed_link_${name}" to "account_token_${name}";`,
      );
    }
    for (const name of ['user_index', 'expires_at_index']) {
      this.addSql(`alter index "mailed_link_${name}" rename to "account_token_${name}";`);
    }
    this.addSql(`alter sequence "mailed_link_id_seq" rename to "account_token_id_seq";`);
    this.addSql(`alter table "mailed_link" rename constraint "mailed_link_pkey" to "account_token_pkey";`);
    this.addSql(`alter table "mailed_link" rename to "account_token";`);
    this.addSql(`alter table "account_token" add "password_hash" text null;`);
  }
}
