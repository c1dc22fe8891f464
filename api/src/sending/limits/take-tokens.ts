/**
 * SQL that takes tokens out of the one bucket that all processes send from, and gives how many it took, 0 to those wanted; no
 * row while there is no limit. Both are placeholders: how many are wanted, and how many seconds of the rate may be saved up.
 */
export const takeTokens = (wanted: string, burstSeconds: string): string => `
with asked as (select ${wanted}::int as wanted, ${burstSeconds}::float8 as burst), bucket as (
  select asked.wanted, least(greatest(1, messages_per_second * asked.burst),
      tokens + messages_per_second * extract(epoch from clock_timestamp() - refilled_at)) as tokens
  from sending_limit cross join asked where messages_per_second is not null for update of sending_limit
)
update sending_limit set refilled_at = clock_timestamp(),
  tokens = bucket.tokens - least(bucket.wanted, floor(bucket.tokens))
from bucket returning least(bucket.wanted, floor(bucket.tokens))::int as granted`;
