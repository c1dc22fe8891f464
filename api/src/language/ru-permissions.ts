import type { enPermissions } from './en-permissions.ts';

/** What each permission lets its holder do, in Russian. */
export const ruPermissions: Record<keyof typeof enPermissions, string> = {
  EFFECT_CHANGE_USER:
    'Одобряет, блокирует и разблокирует пользователей, кроме суперпользователей и менеджеров.',
  EFFECT_VIEW_USER: 'Видит список пользователей и их страницы.',
  EFFECT_VIEW_GROUP: 'Видит группы и их права.',
  EFFECT_CHANGE_RECIPIENT: 'Изменяет чужих получателей и списки, которые видит.',
  EFFECT_DELETE_RECIPIENT: 'Удаляет чужих получателей и списки, которые видит.',
  EFFECT_VIEW_RECIPIENT: 'Видит чужих получателей, если есть и can_view_all_recipients.',
  EFFECT_CHANGE_MESSAGE: 'Изменяет чужие сообщения, которые видит.',
  EFFECT_DELETE_MESSAGE: 'Удаляет чужие сообщения, которые видит.',
  EFFECT_VIEW_MESSAGE: 'Видит чужие сообщения, если есть и can_view_all_messages.',
  EFFECT_CHANGE_MAILING: 'Изменяет чужие рассылки, которые видит, и их расписание.',
  EFFECT_DELETE_MAILING: 'Удаляет чужие рассылки, которые видит.',
  EFFECT_VIEW_MAILING: 'Видит чужие рассылки, если есть и can_view_all_mailings.',
  EFFECT_ADD_INTERVAL: 'Добавляет интервалы.',
  EFFECT_CHANGE_INTERVAL: 'Изменяет интервалы.',
  EFFECT_DELETE_INTERVAL: 'Удаляет интервалы, которые не используются в рассылках.',
  EFFECT_ADD_BLOGPOST: 'Пишет статьи блога.',
  EFFECT_CHANGE_BLOGPOST: 'Изменяет и публикует статьи блога.',
  EFFECT_DELETE_BLOGPOST: 'Удаляет статьи блога.',
  EFFECT_VIEW_BLOGPOST: 'Видит черновики блога.',
  EFFECT_CAN_VIEW_ALL_RECIPIENTS:
    'Видит получателей, списки, импорты и стоп-лист всех; нужно view_recipient.',
  EFFECT_CAN_VIEW_ALL_MESSAGES: 'Видит сообщения всех; нужно view_message.',
  EFFECT_CAN_VIEW_ALL_MAILINGS:
    'Видит рассылки, запуски, попытки и статистику всех, задания и GraphiQL; нужно view_mailing.',
  EFFECT_CAN_DISABLE_MAILING: 'Отключает и включает рассылки, которые видит.',
};
