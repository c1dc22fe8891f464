import * as v from 'valibot';
import { assertScope } from '../access/assert-scope.ts';
import type { Context } from '../context/context.ts';
import type { CsvExport } from '../http/csv-answer.ts';
import { validated } from '../input/validation.ts';
import { MailingRun } from '../runs/mailing-run.entity.ts';
import { runsWhere } from '../runs/run.queries.ts';

const PORTION = 1000;

const time = v.nullish(
  v.pipe(
    v.string('WRONG_VALUE'),
    v.isoTimestamp('WRONG_VALUE'),
    v.transform((text) => new Date(text)),
  ),
);
const reportFilter = v.object({ from: time, to: time, ownerId: v.nullish(v.string('WRONG_VALUE')) });
type ReportFilter = v.InferInput<typeof reportFilter>;

/** Reports the runs of a period that the viewer may see as a CSV file, newest first. */
export function reportRuns(ctx: Context, input: ReportFilter): CsvExport {
  assertScope(ctx, 'READ');
  const filter = validated(reportFilter, input);
  return {
    name: 'runs',
    titles: [
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
    ],
    portions: portionsOf(ctx, filter),
  };
}

/** Reads a portion at a time, so that a long report keeps nobody waiting. */
async function* portionsOf(ctx: Context, filter: v.InferOutput<typeof reportFilter>) {
  let runs: MailingRun[];
  let last: number | undefined;
  do {
    const before = last === undefined ? [] : [{ id: { $lt: last } }];
    runs = await ctx.em
      .fork()
      .find(
        MailingRun,
        { $and: [runsWhere(ctx, filter), ...before] },
        { populate: ['mailing', 'owner'], orderBy: { id: 'desc' }, limit: PORTION },
      );
    yield runs.map(cellsOf);
    last = runs.at(-1)?.id;
  } while (runs.length === PORTION);
}

const cellsOf = (run: MailingRun): unknown[] => [
  run.mailing.id,
  run.mailing.getEntity().name,
  run.runNumber,
  run.owner.getEntity().email,
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
];
