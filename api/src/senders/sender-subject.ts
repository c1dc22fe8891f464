import type { SenderDomain } from './sender-domain.entity.ts';
import type { SenderIdentity } from './sender-identity.entity.ts';

/** A sender or a domain as the subject of an audit entry. */
export const senderSubject = (thing: SenderIdentity | SenderDomain) =>
  ({
    subject: 'SENDER',
    subjectId: thing.id,
    subjectName: 'address' in thing ? thing.address : thing.domain,
    ownerId: thing.owner.id,
  }) as const;
