import { stringify } from 'csv-stringify/sync';
import * as v from 'valibot';
import { isSignedIn } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import { fault, forbidden, invalid, unauthenticated } from '../errors/domain-error.ts';
import { validated } from '../input/validation.ts';
import { textOf, type TextKey } from '../language/text.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { runsWhere } from '../runs/run.queries.ts';

/** More is no report any more; a shorter period has less. */
const MOST = 50_000;

const time = v.nullish(
  v.pipe(
    v.string('WRONG_VALUE'),
    v.isoTimestamp('WRONG_VALUE'),
    v.transform((text) => new Date(text)),
  ),
);
const reportFilter = v.object({ from: time, to: time, ownerId: v.nullish(v.string('WRONG_VALUE')) });

interface ReportFilter {
  from?: string | null;
  to?: string | null;
  ownerId?: string | null;
}

/**
 * The runs of a period as CSV, newest first, in the viewer's language; of those that the viewer sees. No cell is taken for a
 * formula. Throws INVALID if there are more than 50,000.
 */
export async function reportRuns(ctx: Context, input: ReportFilter): Promise<string> {
  if (!isSignedIn(ctx.actor)) throw unauthenticated();
  if (ctx.actor.scopes && !ctx.actor.scopes.has('READ')) throw forbidden();
  const runs = await ctx.em.find(MailingRun, runsWhere(ctx, validated(reportFilter, input)), {
    fields: COLUMNS,
    populate: ['mailing', 'owner'],
    orderBy: { id: 'desc' },
    limit: MOST + 1,
  });
  if (runs.length > MOST) throw invalid([fault('REPORT_TOO_LONG', ['from'], { most: MOST })]);
  const rows = runs.map((run) => [
    run.mailing.id,
    run.mailing.$.name,
    run.runNumber,
    run.owner.$.email,
    run.triggerType,
    run.status,
    run.startedAt.toISOString(),
    run.finishedAt?.toISOString() ?? '',
    run.total,
    run.sent,
    run.failed,
    run.skipped,
    run.unknown,
    run.pending + run.deferred,
  ]);
  const heads = HEADS.map((key) => textOf(ctx.locale, key));
  return stringify([heads, ...rows], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

const COLUMNS = [
  'mailing.name',
  'owner.email',
  'runNumber',
  'triggerType',
  'status',
  'startedAt',
  'finishedAt',
  'total',
  'sent',
  'failed',
  'skipped',
  'unknown',
  'pending',
  'deferred',
] as const;

const HEADS: TextKey[] = [
  'REPORT_MAILING_ID',
  'REPORT_MAILING',
  'REPORT_RUN',
  'REPORT_OWNER',
  'REPORT_TRIGGER',
  'REPORT_STATUS',
  'REPORT_STARTED',
  'REPORT_FINISHED',
  'REPORT_TOTAL',
  'REPORT_SENT',
  'REPORT_FAILED',
  'REPORT_SKIPPED',
  'REPORT_UNKNOWN',
  'REPORT_LEFT',
];
