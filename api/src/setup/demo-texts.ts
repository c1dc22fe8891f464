import type { Locale } from '../language/locale.ts';

interface DemoTexts {
  listName: string;
  listDescription: string;
  /** Name, address, city. The domain is reserved for examples (RFC 2606): no mail can ever reach it. */
  people: [string, string, string][];
  subject: string;
  body: string;
  mailingName: string;
}

const html = (lines: string[]) => lines.join('\n');

export const demoTexts: Record<Locale, DemoTexts> = {
  EN: {
    listName: 'Readers',
    listDescription: 'People to try Postline with. None of them exists.',
    people: [
      ['Anna Kim', 'anna.kim@example.com', 'London'],
      ['Ivan Petrov', 'ivan.petrov@example.com', 'Moscow'],
      ['María García', 'maria.garcia@example.com', 'Madrid'],
      ["Sean O'Brien", 'sean.obrien@example.com', 'Dublin'],
      ['Zoë Müller', 'zoe.mueller@example.com', 'Berlin'],
      ['Дарья Кузнецова', 'daria.k@example.com', 'Kazan'],
      ['佐藤 健', 'ken.sato@example.com', 'Tokyo'],
      ['', 'reader@example.com', ''],
    ],
    subject: "What's new this month, {{ recipient.fullName | default: 'friend' }}",
    body: html([
      '<h1>Hello {{ recipient.fullName | default: "friend" }},</h1>',
      '<p>this is the first mailing of your new Postline.</p>',
      '{% if recipient.attributes.city != blank %}<p>Greetings to {{ recipient.attributes.city }}!</p>{% endif %}',
      '<p>It reaches nobody: without an SMTP server, mails are caught and shown under Mailbox.</p>',
      '<p>{{ sender.fullName }}</p>',
      '<p><small><a href="{{ unsubscribeUrl }}">Unsubscribe</a></small></p>',
    ]),
    mailingName: 'First mailing',
  },
  RU: {
    listName: 'Читатели',
    listDescription: 'Люди, чтобы попробовать Postline. Никого из них не существует.',
    people: [
      ['Анна Ким', 'anna.kim@example.com', 'Москва'],
      ['Иван Петров', 'ivan.petrov@example.com', 'Казань'],
      ['Мария Гарсиа', 'maria.garcia@example.com', 'Мадрид'],
      ["Шон О'Брайен", 'sean.obrien@example.com', 'Дублин'],
      ['Zoë Müller', 'zoe.mueller@example.com', 'Берлин'],
      ['Дарья Кузнецова', 'daria.k@example.com', 'Омск'],
      ['佐藤 健', 'ken.sato@example.com', 'Токио'],
      ['', 'reader@example.com', ''],
    ],
    subject: "Новости месяца, {{ recipient.fullName | default: 'друг' }}",
    body: html([
      '<h1>Здравствуйте, {{ recipient.fullName | default: "друг" }}!</h1>',
      '<p>Это первая рассылка вашего нового Postline.</p>',
      '{% if recipient.attributes.city != blank %}<p>Привет, {{ recipient.attributes.city }}!</p>{% endif %}',
      '<p>Никому она не уйдёт: без SMTP-сервера письма перехватываются и видны в разделе «Почтовый ящик».</p>',
      '<p>{{ sender.fullName }}</p>',
      '<p><small><a href="{{ unsubscribeUrl }}">Отписаться</a></small></p>',
    ]),
    mailingName: 'Первая рассылка',
  },
};
