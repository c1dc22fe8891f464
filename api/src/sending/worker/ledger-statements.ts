// `offset 0` keeps the look-up by primary key inside the loop; otherwise the planner would turn the join
// around.
const RESULTS = `
with gate as (
  select id, mailing_id, owner_id, max_tries, ends_at,
    status = 'RUNNING' and skips_rest_as is null and coalesce(ends_at > now(), true)
      and coalesce(held_until <= now(), true) and coalesce(opens_at <= now() and closes_at > now(), true) as is_active
  from mailing_run where id = $1 for no key update
), owned as (
  update lease set in_flight = $4, tick = $3, expires_at = now() + make_interval(secs => $5)
  from gate where lease.id = $2 and lease.tick = $3 - 1
  returning lease.id, gate.mailing_id, gate.owner_id, gate.max_tries, gate.ends_at
), result as (
  select * from unnest($7::bigint[], $8::text[], $9::int[], $10::text[], $11::text[], $12::text[], $13::text[],
    $14::int2[]) as result (id, state, code, reply, bounce, skip_reason, reason, server_id)
), found as (
  select result.*, delivery.was, delivery.tries, delivery.email, delivery.address_hash,
    owned.mailing_id, owned.owner_id, owned.max_tries, owned.ends_at,
    now() + make_interval(secs => ($6::float8[])[least(delivery.tries + 1, cardinality($6::float8[]))]) as next_try_at
  from owned cross join result cross join lateral (
    select state as was, tries, email, address_hash from delivery
    where delivery.run_id = $1 and delivery.id = result.id offset 0) delivery
  where delivery.was in ('PENDING', 'DEFERRED')
), judged as (
  select found.*, case when state = 'DEFERRED' and (tries + 1 >= max_tries or next_try_at >= ends_at)
    then 'FAILED' else state end as becomes
  from found
), done as (
  update delivery set state = judged.becomes, skip_reason = judged.skip_reason,
    tries = delivery.tries + case judged.becomes when 'SKIPPED' then 0 else 1 end,
    sent_at = case judged.becomes when 'SENT' then now() end,
    next_try_at = case judged.becomes when 'DEFERRED' then judged.next_try_at end
  from judged where delivery.run_id = $1 and delivery.id = judged.id
  returning judged.was, judged.becomes
), logged as (
  insert into attempt (delivery_id, run_id, mailing_id, owner_id, status, smtp_code, server_response, attempted_at, server_id)
  select id, $1, mailing_id, owner_id,
    case state when 'SENT' then 'SUCCESS' when 'UNKNOWN' then 'UNKNOWN' else 'FAILURE' end, code, reply, now(), server_id
  from judged where state <> 'SKIPPED'`;

// PostgreSQL prepares each part of a statement whether rows come to it or not, so what only bounces need is left out
// without them.
const BOUNCES = `
), bounced as (
  insert into suppression (address_hash, email, owner_id, reach, reason, source, mailing_id, mailing_name)
  select judged.address_hash, judged.email, judged.owner_id, 'OWNER', 'BOUNCED', 'BOUNCE', judged.mailing_id,
    (select name from mailing where id = judged.mailing_id)
  from judged where becomes = 'FAILED' and (bounce = 'HARD_BOUNCE' or (bounce = 'SOFT_BOUNCE' and $15::int > 0
    and soft_bounces_in_row(owner_id, address_hash, id) + 1 >= $15::int))
  order by judged.address_hash on conflict do nothing
), heard as (
  insert into mail_event (owner_id, address_hash, email, delivery_id, run_id, mailing_id, kind, source, reason, code, words)
  select owner_id, address_hash, email, id, $1, mailing_id, bounce, 'SMTP', reason,
    coalesce(substring(reply from '\\m([45]\\.[0-9]{1,3}\\.[0-9]{1,3})\\M'), code::text), left(reply, 1000)
  from judged where becomes = 'FAILED' and bounce is not null on conflict do nothing`;

const COUNTS = `
), tally as (
  select count(*) filter (where was = 'PENDING') as from_pending,
    count(*) filter (where was = 'DEFERRED') as from_deferred,
    count(*) filter (where becomes = 'SENT') as sent, count(*) filter (where becomes = 'DEFERRED') as deferred,
    count(*) filter (where becomes = 'FAILED') as failed, count(*) filter (where becomes = 'SKIPPED') as skipped,
    count(*) filter (where becomes = 'UNKNOWN') as unknown, count(*) as results,
    floor(extract(epoch from now()) / 5)::bigint as bucket
  from done
), counted as (
  update mailing_run run set
    pending = run.pending - tally.from_pending, deferred = run.deferred - tally.from_deferred + tally.deferred,
    sent = run.sent + tally.sent, failed = run.failed + tally.failed, skipped = run.skipped + tally.skipped,
    unknown = run.unknown + tally.unknown,
    first_sent_at = case when tally.sent > 0 then coalesce(run.first_sent_at, now()) else run.first_sent_at end,
    refused_in_row = case when tally.sent > 0 then 0 else run.refused_in_row end,
    rate_bucket = tally.bucket,
    rate_count = case run.rate_bucket when tally.bucket then run.rate_count else 0 end + tally.results,
    rate_previous = case run.rate_bucket when tally.bucket then run.rate_previous
      when tally.bucket - 1 then run.rate_count else 0 end
  from tally where run.id = $1 and tally.results > 0
  returning run.pending + run.deferred as remaining
)
select exists (select from owned) as owns_lease, gate.is_active, (select tick from lease where id = $2) as tick,
  coalesce((select remaining from counted), (select pending + deferred from mailing_run where id = $1))::int as remaining
from gate`;

/** A write of the ledger, some of whose results mean something for a mailbox; its last parameter is the number of soft bounces. */
export const WITH_BOUNCES = RESULTS + BOUNCES + COUNTS;
/** A write without the last parameter. */
export const WITHOUT_BOUNCES = RESULTS + COUNTS;
