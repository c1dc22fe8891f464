import { Migration } from '@mikro-orm/migrations';

export class Migration20261128222500_registration extends Migration {
  override name = 'Migration20261128222500_registration';

  override up(): void {
    this.addSql(
      `alter table "user" add "awaits_approval" boolean not null default false, add "is_limited" boolean not null default false;`,
    );
    this.addSql(
      `create index "user_awaits_approval_index" on "user" ("created_at", "id") where "awaits_approval";`,
    );
    this.addSql(
      `update "user" set "full_name" = regexp_replace("full_name", '[@\\uFF20\\uFE6B\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069]', ' ', 'g');`,
    );
    this.addSql(`alter table "account_mail" drop constraint "account_mail_kind_check";`);
    this.addSql(
      `alter table "account_mail" add constraint "account_mail_kind_check" check (kind in ('CONFIRM_EMAIL', 'ALREADY_REGISTERED', 'RESET_PASSWORD', 'PASSWORD_CHANGED', 'ACCOUNT_APPROVED'));`,
    );
  }

  override down(): void {
    this.addSql(`delete from "account_mail" where "kind" = 'ACCOUNT_APPROVED';`);
    this.addSql(`alter table "account_mail" drop constraint "account_mail_kind_check";`);
    this.addSql(
      `alter table "account_mail" add constraint "account_mail_kind_check" check (kind in ('CONFIRM_EMAIL', 'ALREADY_REGISTERED', 'RESET_PASSWORD', 'PASSWORD_CHANGED'));`,
    );
    this.addSql(`alter table "user" drop column "awaits_approval", drop column "is_limited";`);
  }
}
