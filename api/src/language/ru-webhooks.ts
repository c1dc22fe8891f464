/** Texts about webhooks, in Russian. */
export const ruWebhooks = {
  WEBHOOK_URL: 'Введите адрес вида https://example.com/hook без логина.',
  WEBHOOK_HTTPS: 'Адрес должен начинаться с https://: в вызовах есть адреса людей.',
  WEBHOOKS_TOO_MANY: 'У вас уже {most|вебхук|вебхука|вебхуков}, больше нельзя. Сначала удалите один.',
  WEBHOOK_DISABLED: 'Вебхук отключён. Сначала включите его.',
  WEBHOOK_CALL_PENDING: 'Этот вызов ещё ждёт следующей попытки.',
  MAIL_WEBHOOK_SUBJECT: 'Вебхук отключён',
  MAIL_WEBHOOK:
    'Postline отключил один из ваших вебхуков: его адрес три дня не отвечал или сообщил, что вызовы больше не нужны. Пока вебхук отключён, о событиях ему не сообщается.',
  MAIL_WEBHOOK_ACTION: 'Посмотреть вебхуки',
  MAIL_WEBHOOK_NOTE: 'Вы получили это письмо, потому что вебхук принадлежит вашей учётной записи.',
};
