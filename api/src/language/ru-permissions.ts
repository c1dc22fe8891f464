import type { enPermissions } from './en-permissions.ts';

/** What each permission lets its holder do, in Russian. */
export const ruPermissions: Record<keyof typeof enPermissions, string> = {
  EFFECT_CHANGE_USER:
    'Подтверждает, блокирует и разблокирует пользователей, кроме суперпользователей и менеджеров.',
  EFFECT_VIEW_USER: 'Видит список пользователей и каждого из них.',
  EFFECT_VIEW_GROUP: 'Видит группы и что они разрешают.',
  EFFECT_CHANGE_RECIPIENT: 'Изменяет чужих получателей и списки, которые видит.',
  EFFECT_DELETE_RECIPIENT: 'Удаляет чужих получателей и списки, которые видит.',
  EFFECT_VIEW_RECIPIENT: 'Открывает чужих получателей вместе с can_view_all_recipients.',
  EFFECT_CHANGE_MESSAGE: 'Изменяет чужие сообщения, которые видит.',
  EFFECT_DELETE_MESSAGE: 'Удаляет чужие сообщения, которые видит.',
  EFFECT_VIEW_MESSAGE: 'Открывает чужие сообщения вместе с can_view_all_messages.',
  EFFECT_CHANGE_MAILING: 'Изменяет чужие рассылки и их расписание, если видит их.',
  EFFECT_DELETE_MAILING: 'Удаляет чужие рассылки, которые видит.',
  EFFECT_VIEW_MAILING: 'Открывает чужие рассылки вместе с can_view_all_mailings.',
  EFFECT_ADD_INTERVAL: 'Добавляет интервалы.',
  EFFECT_CHANGE_INTERVAL: 'Изменяет интервалы.',
  EFFECT_DELETE_INTERVAL: 'Удаляет интервалы, которых нет в рассылках.',
  EFFECT_ADD_BLOGPOST: 'Пишет статьи блога.',
  EFFECT_CHANGE_BLOGPOST: 'Изменяет и публикует статьи блога.',
  EFFECT_DELETE_BLOGPOST: 'Удаляет статьи блога.',
  EFFECT_VIEW_BLOGPOST: 'Видит черновики блога.',
  EFFECT_CAN_VIEW_ALL_RECIPIENTS: 'Видит получателей, списки, импорты и отписки всех; нужно view_recipient.',
  EFFECT_CAN_VIEW_ALL_MESSAGES: 'Видит сообщения всех; нужно view_message.',
  EFFECT_CAN_VIEW_ALL_MAILINGS:
    'Видит рассылки, запуски, попытки и статистику всех, задания и GraphiQL; нужно view_mailing.',
  EFFECT_CAN_DISABLE_MAILING: 'Отключает и включает рассылки, которые видит.',
};
