import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { buildZip } from '../../../test/build-workbook.ts';
import { importText, peopleOf } from '../../../test/import-text.ts';

/** Imports another product's export as it is, without any mapping. */
async function imported(file: string | Buffer, part?: string) {
  const owner = await build.user();
  const { counts, remarks } = await importText(owner, file, part ? { part } : {});
  const people = (await peopleOf(owner)).map(({ email, fullName, status, comment }) => [
    email,
    fullName,
    status,
    comment,
  ]);
  return { counts, remarks, people };
}

const lines = (...rows: string[]) => `${rows.join('\r\n')}\r\n`;

const MAILCHIMP =
  '"Email Address","First Name","Last Name",Address,"Phone Number",Birthday,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LATITUDE,LONGITUDE,GMTOFF,DSTOFF,TIMEZONE,CC,REGION';
const BEHIND = 'LAST_CHANGED,LEID,EUID,NOTES,TAGS';

test("Mailchimp's archive: those who are subscribed, who left, and whose mailbox is gone", async () => {
  const person = (name: string) =>
    `${name}@example.com,Anna,"O""Neil","1 Main St  Springfield IL 62701 USA","(555) 010-1234",05/17,2,"2024-03-01 10:00:00",192.0.2.1,"2024-03-01 10:00:00",192.0.2.1,55.7,37.6,3,3,Europe/Moscow,RU,MOW`;
  const rest = '"2024-05-01 10:00:00",123456,a1b2c3,"Met at the fair","""VIP"",""Moscow"""';
  const archive = buildZip({
    'subscribed_email_audience_export_1a2b.csv': lines(`${MAILCHIMP},${BEHIND}`, `${person('in')},${rest}`),
    'unsubscribed_email_audience_export_1a2b.csv': lines(
      `${MAILCHIMP},UNSUB_TIME,UNSUB_CAMPAIGN_TITLE,UNSUB_CAMPAIGN_ID,UNSUB_REASON,UNSUB_REASON_OTHER,${BEHIND}`,
      `${person('out')},"2024-04-01 10:00:00","March news",9f8e,NORMAL,,${rest}`,
    ),
    'cleaned_email_audience_export_1a2b.csv': lines(
      `${MAILCHIMP},CLEAN_TIME,CLEAN_CAMPAIGN_TITLE,CLEAN_CAMPAIGN_ID,${BEHIND}`,
      `${person('gone')},"2024-04-01 10:00:00","March news",9f8e,${rest}`,
    ),
  });
  const expected = { in: 'ACTIVE', out: 'UNSUBSCRIBED', gone: 'BOUNCED' };
  const parts = { in: 'subscribed', out: 'unsubscribed', gone: 'cleaned' };
  for (const name of ['in', 'out', 'gone'] as const) {
    const { people } = await imported(archive, `${parts[name]}_email_audience_export_1a2b.csv`);
    expect(people).toEqual([[`${name}@example.com`, 'Anna O"Neil', expected[name], 'Met at the fair']]);
  }
});

test('Outlook, in Russian and Windows-1251', async () => {
  const header =
    '"Обращение","Имя","Отчество","Фамилия","Суффикс","Организация","Адрес эл. почты","Тип эл. почты","Краткое имя эл. почты","Адрес 2 эл. почты","Заметки"';
  const rows = [
    '"","Анна","Аркадьевна","Каренина","","","anna@example.com","SMTP","Анна Каренина (anna@example.com)","a.k@example.com","Едет поездом',
    'из Петербурга"',
    '"","Константин","","Лёвин","","Имение","levin@example.com","SMTP","Лёвин","",""',
    '"","Степан","Аркадьевич","Облонский","","","","","","",""',
  ];
  const { counts, remarks, people } = await imported(iconv.encode(lines(header, ...rows), 'win1251'));
  expect(people).toEqual([
    ['anna@example.com', 'Анна Аркадьевна Каренина', 'ACTIVE', 'Едет поездом\nиз Петербурга'],
    ['levin@example.com', 'Константин Лёвин', 'ACTIVE', ''],
  ]);
  expect(counts).toEqual({ rows: 3, created: 2, rejected: 1 });
  expect(remarks).toMatchObject([{ line: 5, code: 'EMAIL_EMPTY' }]);
});

test('Outlook of today', async () => {
  const file = lines(
    'First Name,Middle Name,Last Name,Title,Suffix,Nickname,Given Yomi,Surname Yomi,E-mail Address,E-mail 2 Address,E-mail 3 Address,Home Phone,Home Phone 2,Business Phone,Mobile Phone,Company,Notes,Web Page',
    'Jane,Q.,Doe,,,,,,jane@example.com,jane.doe@work.example,,,,,+1 555 010 1234,"Doe, Inc.",,',
  );
  expect((await imported(file)).people).toEqual([['jane@example.com', 'Jane Q. Doe', 'ACTIVE', '']]);
});

test('Google Contacts, with several addresses in one cell', async () => {
  const file = lines(
    'First Name,Middle Name,Last Name,Phonetic First Name,Phonetic Middle Name,Phonetic Last Name,Name Prefix,Name Suffix,Nickname,File As,Organization Name,Organization Title,Organization Department,Birthday,Notes,Photo,Labels,E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value',
    'Анна,,Каренина,,,,,,,,,,,,"из\nкниги",,* myContacts ::: Друзья,* Home,anna@example.com ::: a.k@example.com,Work,work@example.com,Mobile,+7 900 000-00-00',
    ',,,,,,,,,,Shop,,,,,,* myContacts,,shop@example.com,,,,',
  );
  const { remarks, people } = await imported(`\uFEFF${file}`);
  expect(people).toEqual([
    ['anna@example.com', 'Анна Каренина', 'ACTIVE', 'из\nкниги'],
    ['shop@example.com', '', 'ACTIVE', ''],
  ]);
  expect(remarks).toMatchObject([{ line: 2, code: 'IMPORT_OTHER_ADDRESSES', isRejected: false }]);
});

test.each([
  ['semicolons and Windows-1251', ';', (text: string) => iconv.encode(text, 'win1251')],
  ['a sheet saved as Unicode text', '\t', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
])("1C's list of counterparties has a heading above its titles: %s", async (_, sign, encoded) => {
  const row = (...cells: string[]) => cells.join(sign);
  const file = lines(
    row('Справочник «Контрагенты»', '', '', '', ''),
    row('', '', '', '', ''),
    row('Наименование', 'ИНН', 'Телефон', 'Адрес электронной почты', 'Комментарий'),
    row(
      'ООО "Ромашка"',
      '7701234567',
      '8 (495) 000-00-00',
      'info@romashka.example, buh@romashka.example',
      '',
    ),
    row('ИП Лёвин К. Д.', '770123456789', '', 'levin@example.com', 'Платит вовремя'),
  );
  const { counts, people, remarks } = await imported(encoded(file));
  expect(people).toEqual([
    ['info@romashka.example', 'ООО "Ромашка"', 'ACTIVE', ''],
    ['levin@example.com', 'ИП Лёвин К. Д.', 'ACTIVE', 'Платит вовремя'],
  ]);
  expect(counts).toEqual({ rows: 2, created: 2 });
  expect(remarks).toMatchObject([{ line: 4, code: 'IMPORT_OTHER_ADDRESSES' }]);
});

test('Unisender tells the status and whether a mailbox can be reached apart', async () => {
  const file = lines(
    'email,Name,phone,email_status,email_availability,email_list_names,tags,email_add_time',
    'new@example.com,Новая,,new,available,"Новости,Акции",,2024-01-01 10:00:00',
    'active@example.com,Активная,79000000000,active,available,Новости,vip,2024-01-01 10:00:00',
    'out@example.com,Ушедшая,,unsubscribed,available,Новости,,2024-01-01 10:00:00',
    'gone@example.com,Пропавшая,,active,unreachable,Новости,,2024-01-01 10:00:00',
    'later@example.com,Занятая,,active,temp_unreachable,Новости,,2024-01-01 10:00:00',
  );
  expect((await imported(file)).people).toEqual([
    ['active@example.com', 'Активная', 'ACTIVE', ''],
    ['gone@example.com', 'Пропавшая', 'BOUNCED', ''],
    ['later@example.com', 'Занятая', 'ACTIVE', ''],
    ['new@example.com', 'Новая', 'ACTIVE', ''],
    ['out@example.com', 'Ушедшая', 'UNSUBSCRIBED', ''],
  ]);
});

test('SendPulse, in Russian', async () => {
  const file = lines(
    'Email;Имя;Телефон;Статус;Дата добавления',
    'a@example.com;Анна;;Активен;01.02.2024 10:00',
    'b@example.com;Борис;;Отписан;01.02.2024 10:00',
    'c@example.com;Вера;;Не активирован;01.02.2024 10:00',
    'd@example.com;Глеб;;Пожаловался на спам;01.02.2024 10:00',
    'e@example.com;Дина;;Недоступен;01.02.2024 10:00',
  );
  const { people, remarks } = await imported(file);
  expect(remarks).toMatchObject([{ line: 4, code: 'IMPORT_UNCONFIRMED', isRejected: true }]);
  expect(people.map(([email, name, status]) => [email, name, status])).toEqual([
    ['a@example.com', 'Анна', 'ACTIVE'],
    ['b@example.com', 'Борис', 'UNSUBSCRIBED'],
    ['d@example.com', 'Глеб', 'COMPLAINED'],
    ['e@example.com', 'Дина', 'BOUNCED'],
  ]);
});

test('HubSpot tells a no by true, and a bounce by its reason', async () => {
  const file = lines(
    'Record ID,First Name,Last Name,Email,Phone Number,Contact owner,Last Activity Date (EDT),Lead Status,Marketing contact status,Create Date (EDT),Associated Company,Unsubscribed from all email,Email hard bounce reason',
    '101,Ann,Lee,ann@example.com,,Owner,,New,Marketing contact,2024-01-01 10:00,"Lee, Inc.",,',
    '102,Bob,Ray,bob@example.com,,Owner,,Open,Marketing contact,2024-01-01 10:00,,true,',
    '103,Cy,Fox,cy@example.com,,Owner,,,Non-marketing contact,2024-01-01 10:00,,false,UNKNOWN_USER',
  );
  expect((await imported(file)).people).toEqual([
    ['ann@example.com', 'Ann Lee', 'ACTIVE', ''],
    ['bob@example.com', 'Bob Ray', 'UNSUBSCRIBED', ''],
    ['cy@example.com', 'Cy Fox', 'BOUNCED', ''],
  ]);
});

test('a word that nobody knows does not hide a no', async () => {
  const file = lines(
    'email,status',
    'a@example.com,subscribed',
    'b@example.com,something',
    'c@example.com,unsubscribed',
  );
  const { people, remarks } = await imported(file);
  expect(people.map(([email, , status]) => [email, status])).toEqual([
    ['a@example.com', 'ACTIVE'],
    ['c@example.com', 'UNSUBSCRIBED'],
  ]);
  expect(remarks).toMatchObject([{ line: 3, code: 'IMPORT_UNKNOWN_STATUS' }]);
});
