import { assertScope } from '../access/assert-scope.ts';
import { has } from '../context/actor.ts';
import { forbidden } from '../errors/domain-error.ts';
import { csvAnswer } from '../http/csv-answer.ts';
import { dateIn, oneIn } from '../http/query-values.ts';
import type { Route } from '../http/route.ts';
import { AuditAction, AuditActor, AuditSubject } from './audit.enums.ts';
import { exportAudit } from './export-audit.ts';

/** The audit entries that match a filter, as a CSV file. The conditions are those of the query. */
export const auditRoutes: Route[] = [
  {
    method: 'get',
    path: '/export/audit.csv',
    streams: true,
    async handle(ctx, { query }) {
      assertScope(ctx, 'READ');
      if (!has(ctx.actor, 'can_view_all_mailings')) throw forbidden();
      const filter = {
        actorId: query.get('actorId'),
        actorKind: oneIn(query, 'actorKind', AuditActor),
        action: oneIn(query, 'action', AuditAction),
        subject: oneIn(query, 'subject', AuditSubject),
        subjectId: query.get('subjectId'),
        from: dateIn(query, 'from'),
        to: dateIn(query, 'to'),
      };
      return csvAnswer(ctx, exportAudit(ctx, filter), query);
    },
  },
];
