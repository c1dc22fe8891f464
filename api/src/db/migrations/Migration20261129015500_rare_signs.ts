import { Migration } from '@mikro-orm/migrations';

const unspaced = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u2e80-\\u9fff\\uac00-\\ud7af';

/** The index of people with unusual signs leaves out those that many have: it is read as a whole. */
export class Migration20261129015500_rare_signs extends Migration {
  override name = 'Migration20261129015500_rare_signs';

  override up(): void {
    this.makeAnew(`[^[:alnum:] @._''-]|[${unspaced}]`);
  }

  override down(): void {
    this.makeAnew(`[^[:alnum:] @.]|[${unspaced}]`);
  }

  private makeAnew(signs: string): void {
    this.addSql(`drop index "recipient_unusual_index";`);
    this.addSql(
      `create index "recipient_unusual_index" on "recipient" ("owner_id", "created_at", "id") where ("email" || ' ' || "full_name") ~ '${signs}';`,
    );
  }
}
