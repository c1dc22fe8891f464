import type { EntityManager } from '@mikro-orm/postgresql';

/**
 * The limits of a new installation: messages a second (null for no limit) and connections. They are changed
 * in the database afterwards.
 */
interface FirstLimits {
  smtpRate: number | null;
  smtpConnections: number;
}

/** Writes the sending limits at the first start and keeps those that exist. */
export const prepareSendingLimits = (em: EntityManager, { smtpRate, smtpConnections }: FirstLimits) =>
  em.execute(
    'insert into sending_limit (id, messages_per_second, connections) values (1, ?, ?) on conflict do nothing',
    [smtpRate, smtpConnections],
  );
