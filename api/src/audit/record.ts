import type { EntityManager } from '@mikro-orm/postgresql';
import type { Actor } from '../context/actor.ts';
import type { Context } from '../context/context.ts';
import type { TriggerType } from '../context/trigger-type.ts';
import { afterCommit } from '../db/after-commit.ts';
import type { Log } from '../platform/log.ts';
import type { Scalar } from './audit-entry.entity.ts';
import { auditMeanings, type AuditAction, type AuditActor, type AuditSubject } from './audit.enums.ts';

interface Happening {
  action: AuditAction;
  subject: AuditSubject;
  subjectId?: number | string | null;
  subjectName?: string;
  ownerId?: number | null;
  runId?: number | null;
  /** Counts, reasons and the like; never a recipient's address, a secret, or a text of unlimited length. */
  details?: Record<string, Scalar>;
}

/** A user as the subject of an entry. */
export const userSubject = ({ id, fullName, email }: { id: number; fullName: string; email: string }) =>
  ({ subject: 'USER', subjectId: id, subjectName: fullName || email, ownerId: id }) as const;

type Who = { kind: AuditActor; id: number | null; name: string; network: string | null };

/** What the service does by itself. */
const service: Who = { kind: 'SERVICE', id: null, name: '', network: null };

/**
 * Records an action in the audit log, in the transaction of the action, so that neither exists without the
 * other. Logs the same after the commit.
 */
export function record({ em, log, actor, trigger, ip }: Context, happening: Happening): Promise<void> {
  const { id, fullName, email } = actor;
  const who = { kind: kindOf(actor, trigger), id, name: fullName || email, network: ip ?? null };
  return write(em, log, { who, happening });
}

/** The same for what the service does by itself. */
export const recordOfService = (em: EntityManager, log: Log, happening: Happening): Promise<void> =>
  write(em, log, { who: service, happening });

function kindOf({ id, isSuperuser, tokenId, scopes }: Actor, trigger: TriggerType): AuditActor {
  if (id !== null) return tokenId !== null || scopes !== null ? 'TOKEN' : 'USER';
  if (!isSuperuser) return 'NOBODY';
  return trigger === 'SCHEDULE' ? 'SERVICE' : 'COMMAND';
}

const MOST_NAME = 300;
const MOST_WORDS = 500;

async function write(
  em: EntityManager,
  log: Log,
  { who, happening }: { who: Who; happening: Happening },
): Promise<void> {
  const { action, subject, subjectId = null, subjectName = '', ownerId = null, runId = null } = happening;
  const details = Object.fromEntries(
    Object.entries(happening.details ?? {}).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.slice(0, MOST_WORDS).toWellFormed() : value,
    ]),
  );
  await em.execute(
    `insert into audit_entry (actor_kind, actor_id, actor_name, action, subject, subject_id, subject_name, owner_id, run_id,
       network, details) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)`,
    [
      who.kind,
      who.id,
      who.name.slice(0, MOST_NAME).toWellFormed(),
      action,
      subject,
      subjectId === null ? null : String(subjectId),
      subjectName.slice(0, MOST_NAME).toWellFormed(),
      ownerId,
      runId,
      who.network,
      JSON.stringify(details),
    ],
  );
  const line = {
    audit: action,
    actor: who.id ?? who.kind,
    [subject.toLowerCase()]: subjectId,
    ...(runId !== null && { run: runId }),
    ...(who.network !== null && { network: who.network }),
    ...details,
  };
  afterCommit(em, () => log.info(line, auditMeanings[action]));
}
