import { Field, Int, ObjectType } from 'type-graphql';
import { loaderOf } from '../context/context.ts';

@ObjectType({
  description: 'The number of deliveries in each state. The total is always the sum of the others.',
  simpleResolvers: true,
})
export class DeliveryCounts {
  @Field(() => Int, { description: 'All deliveries.' })
  total!: number;
  @Field(() => Int, { description: 'Not tried yet.' })
  pending!: number;
  @Field(() => Int, { description: 'Being handed to the SMTP server at this moment.' })
  sending!: number;
  @Field(() => Int, { description: 'Accepted by the server.' })
  sent!: number;
  @Field(() => Int, { description: 'Refused temporarily, to be tried again.' })
  deferred!: number;
  @Field(() => Int, { description: 'Refused permanently, or out of tries.' })
  failed!: number;
  @Field(() => Int, { description: 'Not sent; skipReason says why.' })
  skipped!: number;
  @Field(() => Int, { description: 'In doubt: the reply was never read.' })
  unknown!: number;
}

/** The current progress of a run. */
interface RunProgress {
  counts: DeliveryCounts;
  /** Results a second over the last five to ten seconds. */
  rate: number;
}

type Row = DeliveryCounts & { id: number; rate: number };

const none: DeliveryCounts = {
  total: 0,
  pending: 0,
  sending: 0,
  sent: 0,
  deferred: 0,
  failed: 0,
  skipped: 0,
  unknown: 0,
};

/**
 * Numbers of mails on the wire, for each run that has any. `runs` is SQL that selects the runs' numbers, with
 * one `?`.
 */
const wireOf = (runs: string) =>
  `select lease.run_id, count(*) filter (where delivery.state = 'PENDING')::int as pending,
     count(*) filter (where delivery.state = 'DEFERRED')::int as deferred
   from lease cross join unnest(lease.in_flight) as flying (id)
     join delivery on delivery.run_id = lease.run_id and delivery.id = flying.id
   where lease.run_id = any (${runs}) group by lease.run_id`;

/**
 * The progress of runs. Counters and leases are read in one statement, so that they belong to the same
 * moment: a delivery on the wire still counts as pending or deferred in the run's counters.
 */
export const progressOfRun = loaderOf<number, RunProgress>(async (ctx, runIds) => {
  const ids = `{${runIds.join()}}`;
  const rows = await ctx.em.execute<Row[]>(
    `with wire as (${wireOf('?::int[]')}), bucket as (
       select (extract(epoch from now()) / 5)::numeric as now
     )
     select run.id, run.total, run.sent, run.failed, run.skipped, run.unknown,
       run.pending - coalesce(wire.pending, 0) as pending, run.deferred - coalesce(wire.deferred, 0) as deferred,
       coalesce(wire.pending, 0) + coalesce(wire.deferred, 0) as sending,
       case run.rate_bucket when floor(bucket.now) then run.rate_count + run.rate_previous
         when floor(bucket.now) - 1 then run.rate_count else 0 end
         / (5 + 5 * (bucket.now - floor(bucket.now)))::float8 as rate
     from mailing_run run left join wire on wire.run_id = run.id cross join bucket where run.id = any (?::int[])`,
    [ids, ids],
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  return runIds.map((id) => {
    const { id: _id, rate, ...counts } = byId.get(id) ?? { id, rate: 0, ...none };
    return { counts, rate };
  });
});

/** The counts of mailings over all their runs. */
export const totalsOfMailing = loaderOf<number, DeliveryCounts>(async (ctx, mailingIds) => {
  const ids = `{${mailingIds.join()}}`;
  const rows = await ctx.em.execute<(DeliveryCounts & { mailing_id: number })[]>(
    `with wire as (${wireOf('select id from mailing_run where mailing_id = any (?::int[])')})
     select run.mailing_id, sum(run.total)::int as total, sum(run.sent)::int as sent, sum(run.failed)::int as failed,
       sum(run.skipped)::int as skipped, sum(run.unknown)::int as unknown,
       sum(run.pending - coalesce(wire.pending, 0))::int as pending,
       sum(run.deferred - coalesce(wire.deferred, 0))::int as deferred,
       sum(coalesce(wire.pending, 0) + coalesce(wire.deferred, 0))::int as sending
     from mailing_run run left join wire on wire.run_id = run.id
     where run.mailing_id = any (?::int[]) group by run.mailing_id`,
    [ids, ids],
  );
  const byMailing = new Map(rows.map(({ mailing_id: id, ...counts }) => [id, counts]));
  return mailingIds.map((id) => byMailing.get(id) ?? none);
});
