import { Migration } from '@mikro-orm/migrations';

export class Migration20261128234000_refused_runs extends Migration {
  override name = 'Migration20261128234000_refused_runs';

  override up(): void | Promise<void> {
    this.addSql(`alter table "mailing_run" drop constraint "mailing_run_pause_reasons_check";`);
    this.addSql(`alter table "mailing_run" add "refused_in_row" smallint not null default 0;`);
    this.addSql(
      `alter table "mailing_run" add constraint "mailing_run_pause_reasons_check" check (pause_reasons <@ '{USER,DISABLED,OWNER_BLOCKED,SMTP_REFUSED,UNPREPARABLE}'::text[] and (status = 'PAUSED') = (cardinality(pause_reasons) > 0 and finished_at is null and status <> 'CANCELLED'));`,
    );
  }

  override down(): void | Promise<void> {
    this.addSql(`alter table "mailing_run" drop constraint "mailing_run_pause_reasons_check";`);
    this.addSql(`alter table "mailing_run" drop column "refused_in_row";`);
    this.addSql(
      `alter table "mailing_run" add constraint "mailing_run_pause_reasons_check" check (pause_reasons <@ '{USER,DISABLED,OWNER_BLOCKED,SMTP_REFUSED}'::text[] and (status = 'PAUSED') = (cardinality(pause_reasons) > 0 and finished_at is null and status <> 'CANCELLED'));`,
    );
  }
}
