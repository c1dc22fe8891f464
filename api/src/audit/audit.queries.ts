import type { FilterQuery } from '@mikro-orm/core';
import { idOf } from '../access/owned-things.ts';
import type { Context } from '../context/context.ts';
import { during } from '../db/period.ts';
import type { AuditEntry } from './audit-entry.entity.ts';
import type { AuditFilter } from './audit.inputs.ts';

/**
 * The entries that the actor may see and that match the filter: superusers see all, others what was done to
 * mailings.
 */
export function auditWhere({ actor }: Context, filter?: AuditFilter | null): FilterQuery<AuditEntry> {
  const { actorId, actorKind, action, subject, subjectId, from, to } = filter ?? {};
  const at = during(from, to);
  return {
    $and: [
      actor.isSuperuser ? {} : { subject: 'MAILING' },
      {
        ...(actorId && { actorId: idOf(actorId) ?? 0 }),
        ...(actorKind && { actorKind }),
        ...(action && { action }),
        ...(subject && { subject }),
        // PostgreSQL stores no NUL.
        ...(subjectId && { subjectId: subjectId.replaceAll('\0', '') }),
        ...(at && { at }),
      },
    ],
  } as FilterQuery<AuditEntry>;
}
