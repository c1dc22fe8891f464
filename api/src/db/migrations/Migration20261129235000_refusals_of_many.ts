import { Migration } from '@mikro-orm/migrations';

export class Migration20261129235000_refusals_of_many extends Migration {
  override name = 'Migration20261129235000_refusals_of_many';

  /**
   * What changed is looked up in an array, never joined: where statistics still say that a table is empty
   * (everybody was deleted, others come), a join reads all changed rows again for each of them, which takes
   * half a minute for 10,000 people.
   */
  override up(): void {
    this
      .addSql(`create or replace function "recipients_follow_suppressions"() returns trigger language plpgsql as $$
      declare
        "hashes" bytea[] := array(select distinct "address_hash" from "rows" where "reach" <> 'LIST');
      begin
        update "recipient" set "status" = coalesce("refusal_of"("owner_id", "address_hash"), 'ACTIVE'), "updated_at" = now()
        where "address_hash" = any("hashes")
          and "status" <> coalesce("refusal_of"("owner_id", "address_hash"), 'ACTIVE');
        return null;
      end $$;`);
    this
      .addSql(`create or replace function "new_recipients_follow_suppressions"() returns trigger language plpgsql as $$
      declare
        "refused" int[] := array(select "rows"."id" from "rows" cross join lateral (
          select from "suppression" where "suppression"."address_hash" = "rows"."address_hash"
            and "suppression"."lifted_at" is null and "suppression"."reach" <> 'LIST'
            and ("suppression"."owner_id" = "rows"."owner_id" or "suppression"."reach" = 'INSTALLATION') limit 1) "refusal");
      begin
        if cardinality("refused") > 0 then
          update "recipient" set "status" = "refusal_of"("owner_id", "address_hash") where "id" = any("refused");
        end if;
        return null;
      end $$;`);
  }

  /** The functions have the same form as the ones before them, which earlier versions can use as well. */
  override down(): void {}
}
