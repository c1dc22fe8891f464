/**
 * SQL that takes tokens from a bucket that all processes share. Returns how many it took, from 0 to `wanted`,
 * or no row if there is no limit. The parameters are placeholders: how many tokens are wanted, and how many
 * seconds' worth of the rate may be saved up.
 */
const takeFrom = (table: string, condition: string) => (wanted: string, burstSeconds: string) =>
  `
with asked as (select ${wanted}::int as wanted, ${burstSeconds}::float8 as burst), bucket as (
  select asked.wanted, least(greatest(1, messages_per_second * asked.burst),
      tokens + messages_per_second * extract(epoch from clock_timestamp() - refilled_at)) as tokens
  from ${table} cross join asked where messages_per_second is not null and ${condition} for update of ${table}
)
update ${table} set refilled_at = clock_timestamp(),
  tokens = bucket.tokens - least(bucket.wanted, floor(bucket.tokens))
from bucket where ${condition} returning least(bucket.wanted, floor(bucket.tokens))::int as granted`;

/** The bucket of the whole installation. */
export const takeTokens = takeFrom('sending_limit', 'true');

/** The bucket of one mail server, whose number is the third parameter. */
export const takeServerTokens = takeFrom('mail_server', 'mail_server.id = $3');
