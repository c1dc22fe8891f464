import { Migration } from '@mikro-orm/migrations';

/** Webhooks also hear of imports that are undone, and of dry runs that nobody confirmed. */
export class Migration20261129143500_ends_of_imports extends Migration {
  override name = 'Migration20261129143500_ends_of_imports';

  override up(): void {
    this.addSql(`drop trigger "recipient_import_finished" on "recipient_import";`);
    this
      .addSql(`create trigger "recipient_import_finished" after update of "finished_at", "status" on "recipient_import" for each row
      when ((old."finished_at" is null and new."finished_at" is not null)
        or (old."status" <> new."status" and new."status" in ('CANCELLED', 'UNDONE')))
      execute function "note_finished_import"();`);
  }

  override down(): void {
    this.addSql(`drop trigger "recipient_import_finished" on "recipient_import";`);
    this
      .addSql(`create trigger "recipient_import_finished" after update of "finished_at" on "recipient_import" for each row
      when (old."finished_at" is null and new."finished_at" is not null) execute function "note_finished_import"();`);
  }
}
