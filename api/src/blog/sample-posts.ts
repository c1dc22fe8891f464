import type { Locale } from '../language/locale.ts';

interface SamplePost {
  title: string;
  content: string;
}

/** The posts of a new installation's blog. */
export const samplePosts: Record<Locale, readonly SamplePost[]> = {
  EN: [
    {
      title: 'How to write a subject that is opened',
      content: `A subject is a promise. The mail has to keep it.

- **Say what is inside.** “Three dates for the autumn workshop” beats “News from us”.
- **Keep it short.** A phone shows about forty characters.
- **Use the name with care.** \`{{ recipient.fullName | default: "friend" }}\` is friendly once, and tiring each time.

> Read it aloud. If you would not say it to a person, do not send it to a thousand.`,
    },
    {
      title: 'Why some emails never arrive',
      content: `A mail server that refuses a mail says why. Postline keeps that reply for each recipient.

1. **The mailbox does not exist.** The address is marked as bounced and left out from then on.
2. **The mailbox is full.** The server says “later”, and Postline tries again, up to eight times.
3. **The sender could not be verified.** Ask whoever runs your domain about SPF, DKIM and DMARC.

The page of reports adds the reasons up, so that you see at once which one costs you most.`,
    },
    {
      title: 'Sending at the right hour',
      content: `A mailing has a time zone of its own. Nine in the morning stays nine in the morning, also when the clocks change.

Start with a small list, look at the report, then send to everybody. After the button is pressed you have **ten seconds** to think again.`,
    },
    {
      title: 'A clean list is worth more than a long one',
      content: `Whoever unsubscribes gets no more mail, whatever is imported later. That is not only the law; it is what keeps the others' mail out of the spam folder.

Before each large mailing look for:

- addresses that bounced,
- people who have been silent for a year,
- two addresses of one person.`,
    },
  ],
  RU: [
    {
      title: 'Как написать тему, которую откроют',
      content: `Тема письма — это обещание, и письмо должно его сдержать.

- **Скажите, что внутри.** «Три даты осеннего семинара» лучше, чем «Наши новости».
- **Пишите коротко.** На экране телефона видно около сорока знаков.
- **Не злоупотребляйте именем.** \`{{ recipient.fullName | default: "друг" }}\` приятно один раз и утомляет каждый.

> Прочитайте тему вслух. Если вы не сказали бы этого человеку, не отправляйте этого тысяче.`,
    },
    {
      title: 'Почему письма не доходят',
      content: `Почтовый сервер, который отклоняет письмо, объясняет причину. Postline хранит этот ответ для каждого получателя.

1. **Почтового ящика не существует.** Адрес отмечается и больше не участвует в рассылках.
2. **Ящик переполнен.** Сервер просит подождать, и Postline повторяет попытку — до восьми раз.
3. **Отправитель не подтверждён.** Спросите администратора домена об SPF, DKIM и DMARC.

Страница отчётов складывает причины: сразу видно, какая обходится дороже всего.`,
    },
    {
      title: 'Отправка в нужный час',
      content: `У каждой рассылки свой часовой пояс. Девять утра остаются девятью утра, даже когда переводят часы.

Начните с небольшого списка, посмотрите отчёт и только потом отправляйте всем. После нажатия кнопки у вас есть **десять секунд**, чтобы передумать.`,
    },
    {
      title: 'Чистый список дороже длинного',
      content: `Кто отписался, писем больше не получает, что бы ни импортировали потом. Это не только закон: так письма остальных не попадают в спам.

Перед большой рассылкой проверьте:

- адреса, с которых письма вернулись;
- людей, которые молчат уже год;
- два адреса одного человека.`,
    },
  ],
};
