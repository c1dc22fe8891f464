import { Migration } from '@mikro-orm/migrations';

/**
 * Half of each page of deliveries is free from the launch on. The mails of one write lie on the same page, and none of
 * their old versions can be removed before it is committed.
 */
export class Migration20261201060000_room_for_sent extends Migration {
  override name = 'Migration20261201060000_room_for_sent';

  override up(): void {
    this.addSql(makePart(50));
    this.addSql(eachPart(50));
  }

  override down(): void {
    this.addSql(makePart(60));
    this.addSql(eachPart(60));
  }
}

const makePart = (
  fill: number,
) => `create or replace function "make_part"("part" int) returns void language plpgsql as $$
  begin
    execute format('create table %I (like "delivery" including defaults including constraints including generated)
      with (fillfactor = ${fill}, autovacuum_vacuum_scale_factor = 0.05)', 'delivery_' || "part");
    execute format('create table %I (like "attempt" including defaults including constraints)', 'attempt_' || "part");
  end $$;`;

/** For pages that are still to come. */
const eachPart = (fill: number) => `do $$ declare "part" regclass; begin
  for "part" in select inhrelid from pg_inherits where inhparent = 'delivery'::regclass loop
    execute format('alter table %s set (fillfactor = ${fill})', "part");
  end loop; end $$;`;
