import { accessTo } from '../access/owned-things.ts';
import { Message } from './message.entity.ts';

export const { visibleTo: visibleMessages, get: getMessage } = accessTo(Message, 'can_view_all_messages');
