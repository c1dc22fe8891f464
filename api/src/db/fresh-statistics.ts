import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * Lets PostgreSQL look at tables again that have grown or changed much since it last did. Autovacuum does so too,
 * up to a minute later; until then a bulk statement is planned for a few rows, and a join of 300,000 people with
 * their list takes half an hour in place of a second. To be called outside of transactions, before statements
 * that read whatever was selected, and after work that adds many rows.
 */
export async function freshenStatistics(em: EntityManager): Promise<void> {
  await em.fork().transactional((tx) => tx.execute(FRESHEN));
}

/** Whether the parts of a table have grown together: PostgreSQL itself never looks at the whole. */
const GREW = `(select coalesce(sum(greatest(leaf.reltuples, known.n_live_tup, 0)), 0) from pg_inherits
    join pg_class leaf on leaf.oid = inhrelid join pg_stat_user_tables known on known.relid = leaf.oid
    where inhparent = relation.oid) > 10000 + 1.2 * greatest(relation.reltuples, 0)`;
// The parts have been looked at by themselves; before version 18 they are looked at again with the whole.
const COMMAND = `case when current_setting('server_version_num')::int >= 180000 then 'analyze only %s' else 'analyze %s' end`;

// Always in the same order: two of these at once must not wait for each other. The size is known at once, the
// number of changes some seconds later.
const FRESHEN = `do $$
  declare changed regclass;
  begin
    for changed in
      select relation.oid from pg_class relation join pg_stat_user_tables stat on stat.relid = relation.oid
      where stat.schemaname = current_schema() and pg_has_role(relation.relowner, 'USAGE') and (
        stat.n_mod_since_analyze > 10000 + greatest(relation.reltuples, 0) / 5
        or pg_relation_size(relation.oid) > 1000000 + 1.2 * relation.relpages * current_setting('block_size')::int
        or relation.relkind = 'p' and ${GREW}
      ) order by relation.oid
    loop
      execute format(${COMMAND}, changed);
    end loop;
  end
$$`;
