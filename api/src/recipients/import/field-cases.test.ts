import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { importedFor } from '../../../test/import-text.ts';

// Files as programs write them and people change them; nobody in them may be lost, invented or garbled.

type Rules = Parameters<typeof importedFor>[1];
/** Addresses and names, by address; what was rejected, by line and code. */
interface Expected {
  people: Record<string, string>;
  rejected?: [number, string][];
  attributes?: Record<string, Record<string, string>>;
  statuses?: Record<string, string>;
  rules?: Rules;
}

const crlf = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join('');
const in1251 = (...lines: string[]) => iconv.encode(crlf(...lines), 'win1251');
const utf16be = (text: string) => Buffer.from(text, 'utf16le').swap16();
const both = { 'anna@example.com': 'Анна Каренина', 'boris@example.com': 'Борис Годунов' };

const cases: Record<string, [string | Buffer, Expected]> = {
  'UTF-16LE without a mark': [
    Buffer.from(
      crlf('email\tname', 'anna@example.com\tАнна Каренина', 'boris@example.com\tБорис Годунов'),
      'utf16le',
    ),
    { people: both },
  ],
  'UTF-16BE with a mark': [
    utf16be(
      `\uFEFF${crlf('email;name', 'anna@example.com;Анна Каренина', 'boris@example.com;Борис Годунов')}`,
    ),
    { people: both },
  ],
  'UTF-16BE without a mark': [
    utf16be(crlf('email;name', 'anna@example.com;Анна Каренина', 'boris@example.com;Борис Годунов')),
    { people: both },
  ],
  'UTF-8 with two marks, as files that were put together have': [
    `\uFEFF\uFEFF${crlf('email,name', 'anna@example.com,Анна Каренина', 'boris@example.com,Борис Годунов')}`,
    { people: both },
  ],
  'a mark in the middle, where files were put together': [
    `${crlf('email,name', 'anna@example.com,Анна Каренина')}\uFEFF${crlf('boris@example.com,Борис Годунов')}`,
    { people: both },
  ],
  'the titles once more in the middle': [
    crlf('email,name', 'anna@example.com,Анна Каренина', 'email,name', 'boris@example.com,Борис Годунов'),
    { people: both, rejected: [[3, 'EMAIL_NO_AT']] },
  ],
  'KOI8-R': [
    iconv.encode(
      crlf('email;имя', 'anna@example.com;Анна Каренина', 'boris@example.com;Борис Годунов'),
      'koi8-r',
    ),
    { people: both },
  ],
  'all in quotes, with commas in names': [
    crlf('"email","name"', '"a@example.com","Doe, John ""Jack"""', '"b@example.com","O\'Neil; Ann"'),
    { people: { 'a@example.com': 'Doe, John "Jack"', 'b@example.com': "O'Neil; Ann" } },
  ],
  'single quotes are letters': [
    crlf('email,name', "a@example.com,'Ann'", "b@example.com,D'Arcy"),
    { people: { 'a@example.com': "'Ann'", 'b@example.com': "D'Arcy" } },
  ],
  'curly quotes are letters': [
    crlf('email;name', 'a@example.com;“Ann; B.”'),
    { people: {}, rejected: [[2, 'CSV_TOO_MANY_FIELDS']] },
  ],
  'semicolons in names, tabs between fields': [
    crlf('E-mail\tФИО', 'a@example.com\tИванов; Пётр', 'b@example.com\tПетров; Иван'),
    { people: { 'a@example.com': 'Иванов; Пётр', 'b@example.com': 'Петров; Иван' } },
  ],
  'a separator behind each row': [
    crlf('email;name;', 'a@example.com;Ann;', 'b@example.com;Bert;'),
    { people: { 'a@example.com': 'Ann', 'b@example.com': 'Bert' } },
  ],
  'fewer fields than titles': [
    crlf('email,name,city,phone', 'a@example.com', 'b@example.com,Bert', 'c@example.com,,Rome'),
    {
      people: { 'a@example.com': '', 'b@example.com': 'Bert', 'c@example.com': '' },
      attributes: { 'a@example.com': {}, 'b@example.com': {}, 'c@example.com': { city: 'Rome' } },
    },
  ],
  'three kinds of line ends, and blank lines': [
    'email,name\r\na@example.com,Ann\n\n\rb@example.com,Bert\r\r\n\r\nc@example.com,Cleo',
    { people: { 'a@example.com': 'Ann', 'b@example.com': 'Bert', 'c@example.com': 'Cleo' } },
  ],
  'a vertical tab, a form feed and an end of file of DOS': [
    'email,name\na@example.com,Ann\vB\nb@example.com,Bert\f\n\x1a',
    { people: { 'a@example.com': 'Ann B', 'b@example.com': 'Bert' }, rejected: [[4, 'EMAIL_EMPTY']] },
  ],
  'emoji, and a family of joiners': [
    crlf('email,name', 'a@example.com,Ann 👩‍👩‍👧 🇫🇷', 'b@example.com,👍🏽'),
    { people: { 'a@example.com': 'Ann 👩‍👩‍👧 🇫🇷', 'b@example.com': '👍🏽' } },
  ],
  'Hebrew and Arabic, with marks of direction at their ends': [
    crlf('email,name', 'a@example.com,\u202Bדוד כהן\u202C', '\u200Fb@example.com\u200E,محمد علي'),
    { people: { 'a@example.com': 'דוד כהן', 'b@example.com': 'محمد علي' } },
  ],
  '1C, with a heading, numbers of rows and a sum below': [
    in1251(
      'Контрагенты;;;',
      ';;;',
      '№;Наименование;Адрес эл. почты;Телефон',
      '1;ООО «Ромашка»;info@romashka.example;84951234567',
      '2;ИП Петров;petrov@example.com;+7 (495) 765-43-21',
      ';;;',
      'Количество: 2;;;',
    ),
    {
      people: { 'info@romashka.example': 'ООО «Ромашка»', 'petrov@example.com': 'ИП Петров' },
      rejected: [[7, 'EMAIL_EMPTY']],
      attributes: {
        'info@romashka.example': { '№': '1', Телефон: '84951234567' },
        'petrov@example.com': { '№': '2', Телефон: '+7 (495) 765-43-21' },
      },
    },
  ],
  'totals in words at the end': [
    crlf('Клиент;Почта;Сумма', 'Анна;anna@example.com;1 200,50', 'Итого;;1 200,50'),
    {
      people: { 'anna@example.com': 'Анна' },
      rejected: [[3, 'EMAIL_EMPTY']],
      attributes: { 'anna@example.com': { Сумма: '1 200,50' } },
    },
  ],
  'addresses in several columns': [
    crlf(
      'Name,Email,Work email,Email 2',
      'Ann,a@example.com,ann@work.example,',
      'Bert,b@example.com,,b2@example.com',
    ),
    {
      people: { 'a@example.com': 'Ann', 'b@example.com': 'Bert' },
      attributes: {
        'a@example.com': { 'Work email': 'ann@work.example' },
        'b@example.com': { 'Email 2': 'b2@example.com' },
      },
    },
  ],
  'the same title three times': [
    crlf('email,tag,tag,TAG', 'a@example.com,x,y,z'),
    {
      people: { 'a@example.com': '' },
      attributes: { 'a@example.com': { tag: 'x', 'tag 2': 'y', 'TAG 3': 'z' } },
    },
  ],
  'a title without a name, and one of spaces': [
    crlf('email,,  ,city', 'a@example.com,x,y,Rome'),
    {
      people: { 'a@example.com': '' },
      attributes: { 'a@example.com': { column2: 'x', column3: 'y', city: 'Rome' } },
    },
  ],
  'a physical address beside the one of mail': [
    crlf('Имя,Адрес,Почта', 'Анна,"Москва, Тверская 1",anna@example.com'),
    {
      people: { 'anna@example.com': 'Анна' },
      attributes: { 'anna@example.com': { Адрес: 'Москва, Тверская 1' } },
    },
  ],
  'a post code and a phone keep their zeros and signs': [
    crlf('email,zip,phone', 'a@example.com,00123,+49 (0)30 123', 'b@example.com,="00456",0049'),
    {
      people: { 'a@example.com': '', 'b@example.com': '' },
      attributes: {
        'a@example.com': { zip: '00123', phone: '+49 (0)30 123' },
        'b@example.com': { zip: '00456', phone: '0049' },
      },
    },
  ],
  Brevo: [
    crlf(
      'CONTACT ID,EMAIL,FIRSTNAME,LASTNAME,SMS,EMAIL_BLACKLISTED,SMS_BLACKLISTED,ADDED_TIME',
      '1,a@example.com,Ann,Lee,491701234567,No,No,01-02-2026 10:00:00',
      '2,b@example.com,Bert,,,Yes,No,01-02-2026 10:00:00',
    ),
    {
      people: { 'a@example.com': 'Ann Lee', 'b@example.com': 'Bert' },
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
    },
  ],
  Unisender: [
    crlf(
      'email;email_status;email_availability;Name;tags',
      'a@example.com;active;available;Анна;vip',
      'b@example.com;unsubscribed;available;Борис;',
      'c@example.com;active;unreachable;Вера;',
    ),
    {
      people: { 'a@example.com': 'Анна', 'b@example.com': 'Борис', 'c@example.com': 'Вера' },
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED', 'c@example.com': 'BOUNCED' },
    },
  ],
  SendPulse: [
    crlf(
      '"Email";"Статус";"Имя";"Телефон"',
      '"a@example.com";"Активный";"Анна";""',
      '"b@example.com";"Отписавшийся";"Борис";""',
    ),
    {
      people: { 'a@example.com': 'Анна', 'b@example.com': 'Борис' },
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
    },
  ],
  GetResponse: [
    crlf(
      'email;name;campaign;ip;created_on;custom_city',
      'a@example.com;Ann;news;127.0.0.1;2026-02-01 10:00:00;Rome',
    ),
    { people: { 'a@example.com': 'Ann' } },
  ],
  MailerLite: [
    crlf(
      'Subscriber,Name,Last name,Subscribed,Status,Opens',
      'a@example.com,Ann,Lee,2026-02-01 10:00:00,Active,5',
      'b@example.com,Bert,,2026-02-01 10:00:00,Unsubscribed,0',
    ),
    {
      people: { 'a@example.com': 'Ann Lee', 'b@example.com': 'Bert' },
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
    },
  ],
  'Shopify customers': [
    crlf(
      'Customer ID,First Name,Last Name,Email,Accepts Email Marketing,Phone',
      "'1,Ann,Lee,a@example.com,yes,'+15551234567",
      "'2,Bert,Ray,b@example.com,no,",
    ),
    {
      people: { 'a@example.com': 'Ann Lee', 'b@example.com': 'Bert Ray' },
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
    },
  ],
  Klaviyo: [
    crlf(
      'Email,First Name,Last Name,Email Marketing Consent',
      'a@example.com,Ann,Lee,SUBSCRIBED',
      'b@example.com,Bert,Ray,UNSUBSCRIBED',
      'c@example.com,Cleo,Fox,NEVER_SUBSCRIBED',
    ),
    {
      people: { 'a@example.com': 'Ann Lee', 'b@example.com': 'Bert Ray', 'c@example.com': 'Cleo Fox' },
      statuses: {
        'a@example.com': 'ACTIVE',
        'b@example.com': 'UNSUBSCRIBED',
        'c@example.com': 'UNSUBSCRIBED',
      },
    },
  ],
  'Yandex contacts': [
    crlf(
      '"First name","Middle name","Last name","Email","Phone"',
      '"Анна","Аркадьевна","Каренина","anna@example.com",""',
    ),
    { people: { 'anna@example.com': 'Анна Аркадьевна Каренина' } },
  ],
  'an address as a link, and one with the name behind it': [
    crlf(
      'email',
      'mailto:a@example.com',
      'b@example.com (Bert)',
      '<c@example.com>',
      '=HYPERLINK("mailto:d@example.com";"d@example.com")',
    ),
    {
      people: { 'a@example.com': '', 'b@example.com': 'Bert', 'c@example.com': '' },
      rejected: [[5, 'EMAIL_SEVERAL_AT']],
    },
  ],
  'one column of addresses without a title, with blank lines': [
    'a@example.com\n\nb@example.com\n\n\nc@example.com\n',
    { people: { 'a@example.com': '', 'b@example.com': '', 'c@example.com': '' } },
  ],
  'a heading of one line above the titles': [
    crlf(
      'Список рассылки на 01.02.2026',
      '',
      'ФИО;Email',
      'Анна Каренина;anna@example.com',
      'Борис Годунов;boris@example.com',
    ),
    { people: both },
  ],
};

test.each(Object.entries(cases))('%s', async (_name, [file, { people, rejected = [], rules, ...more }]) => {
  const found = await importedFor(file, rules);
  expect(found).toMatchObject({ rejected, ...more });
  expect(found.people).toEqual(people);
});
