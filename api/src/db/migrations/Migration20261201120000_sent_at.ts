import { Migration } from '@mikro-orm/migrations';

/**
 * A summary of when the deliveries of each range of pages were sent. Before version 16 PostgreSQL counted a summary as
 * an index that each mail changes (decision 60), so there it is not made.
 */
export class Migration20261201120000_sent_at extends Migration {
  override name = 'Migration20261201120000_sent_at';

  override up(): void {
    this.addSql(`do $$ begin
      if current_setting('server_version_num')::int >= 160000 then
        create index "delivery_sent_index" on "delivery" using brin ("sent_at");
        perform "name_part_indexes"("part"::text) from "parts_of_ledger"();
      end if; end $$;`);
  }

  override down(): void {
    this.addSql(`drop index if exists "delivery_sent_index";`);
  }
}
