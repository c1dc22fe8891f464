import type { Context } from '../context/context.ts';
import { cellsOf, rowsInPortions, rowsWhere, spreadsheetTime } from '../db/rows-in-portions.ts';
import type { CsvExport } from '../http/csv-answer.ts';
import { AuditEntry } from './audit-entry.entity.ts';
import type { AuditFilter } from './audit.inputs.ts';
import { auditWhere } from './audit.queries.ts';

const COLUMNS = [
  'at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'subject',
  'subject_id',
  'subject_name',
  'run_id',
  'network',
  'details',
] as const;
type Row = Record<(typeof COLUMNS)[number], unknown>;

/**
 * Exports the audit entries that the actor may see and that match the filter, oldest first, as a CSV file.
 */
export function exportAudit(ctx: Context, filter: AuditFilter): CsvExport {
  const { sql, params } = rowsWhere(ctx.em, AuditEntry, auditWhere(ctx, filter));
  const portions = rowsInPortions<Row>(ctx.em, {
    sql,
    params,
    key: ['id'],
    columns: `${spreadsheetTime('at')}, actor_kind, actor_id, actor_name, action, subject, subject_id, subject_name, run_id,
      network, details::text as details`,
  });
  return {
    name: 'audit',
    titles: [
      'CSV_AT',
      'CSV_ACTOR_KIND',
      'CSV_ACTOR_ID',
      'CSV_ACTOR',
      'CSV_ACTION',
      'CSV_SUBJECT',
      'CSV_SUBJECT_ID',
      'CSV_SUBJECT_NAME',
      'CSV_RUN_ID',
      'CSV_NETWORK',
      'CSV_DETAILS',
    ],
    portions: cellsOf(portions, COLUMNS),
  };
}
