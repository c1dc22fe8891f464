import { accessTo } from '../access/owned-things.ts';
import { SenderDomain } from './sender-domain.entity.ts';
import { SenderIdentity } from './sender-identity.entity.ts';

export const { visibleTo: visibleSenders, get: getSenderIdentity } = accessTo(
  SenderIdentity,
  'can_view_all_mailings',
);
export const { visibleTo: visibleDomains, get: getSenderDomain } = accessTo(
  SenderDomain,
  'can_view_all_mailings',
);
