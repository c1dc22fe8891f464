import { accessTo } from '../../access/owned-things.ts';
import { RecipientChange } from './recipient-change.entity.ts';

export const { visibleTo: visibleChanges, get: getChange } = accessTo(
  RecipientChange,
  'can_view_all_recipients',
);
