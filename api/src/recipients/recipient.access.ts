import { accessTo } from '../access/owned-things.ts';
import { RecipientList } from './lists/recipient-list.entity.ts';
import { Recipient } from './recipient.entity.ts';

export const { visibleTo: visibleRecipients, get: getRecipient } = accessTo(
  Recipient,
  'can_view_all_recipients',
);
export const { visibleTo: visibleLists, get: getRecipientList } = accessTo(
  RecipientList,
  'can_view_all_recipients',
);
