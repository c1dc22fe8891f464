import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { importedFor, importText } from '../../../test/import-text.ts';

// Exports of mailing services, shops and CRMs as they are, without any mapping; and what people make of them.

const crlf = (...lines: string[]) => lines.map((line) => `${line}\r\n`).join('');

type Expected = Partial<Awaited<ReturnType<typeof importedFor>>>;

const exports: Record<string, [string | Buffer, Expected]> = {
  "Salesforce's report, with its notes below": [
    crlf(
      '"First Name","Last Name","Email","Email Opt Out","Account Name"',
      '"Ann","Lee","a@example.com","0","Acme, Inc."',
      '"Bert","Ray","b@example.com","1","Acme, Inc."',
      '',
      '"Confidential Information - Do Not Distribute"',
    ),
    {
      people: { 'a@example.com': 'Ann Lee', 'b@example.com': 'Bert Ray' },
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
      rejected: [[5, 'EMAIL_EMPTY']],
    },
  ],
  ActiveCampaign: [
    crlf(
      '"Email","First Name","Last Name","Status","Tags"',
      '"a@example.com","Ann","Lee","Active","""vip"",""2026"""',
      '"b@example.com","Bert","","Unconfirmed",""',
      '"c@example.com","Cleo","","Unsubscribed",""',
      '"d@example.com","Dan","","Bounced",""',
    ),
    {
      statuses: { 'a@example.com': 'ACTIVE', 'c@example.com': 'UNSUBSCRIBED', 'd@example.com': 'BOUNCED' },
      rejected: [[3, 'IMPORT_UNCONFIRMED']],
    },
  ],
  'Constant Contact, with two columns of statuses': [
    crlf(
      '"Email address","First name","Last name","Email status","Email permission status"',
      '"a@example.com","Ann","Lee","Active","Explicit"',
      '"b@example.com","Bert","Ray","Unsubscribed","Unsubscribed"',
      '"c@example.com","Cleo","Fox","Active","Pending confirmation"',
    ),
    {
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
      rejected: [[4, 'IMPORT_UNCONFIRMED']],
    },
  ],
  'Campaign Monitor': [
    crlf(
      '"Email Address","Name","Date Subscribed","Subscription Status"',
      '"a@example.com","Ann Lee","2026-02-01 10:00","Active"',
      '"b@example.com","Bert","2026-02-01 10:00","Deleted"',
    ),
    { statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' }, rejected: [] },
  ],
  Kit: [
    crlf(
      'first_name,email,status,created_at,tags',
      'Ann,a@example.com,active,2026-02-01,"vip,new"',
      'Bert,b@example.com,cancelled,2026-02-01,',
      'Cleo,c@example.com,complained,2026-02-01,',
    ),
    {
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED', 'c@example.com': 'COMPLAINED' },
    },
  ],
  'Substack: who does not pay is not who says no': [
    crlf(
      'Email,Active subscription,Expiry,Email disabled,Digest enabled',
      'a@example.com,false,,false,false',
      'b@example.com,true,2026-12-31,true,false',
    ),
    { statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' } },
  ],
  Ghost: [
    crlf(
      'id,email,name,note,subscribed_to_emails,complimentary_plan,labels',
      '1,a@example.com,Ann,Met,true,false,vip',
      '2,b@example.com,Bert,,false,false,',
    ),
    {
      people: { 'a@example.com': 'Ann', 'b@example.com': 'Bert' },
      comments: { 'a@example.com': 'Met', 'b@example.com': '' },
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
    },
  ],
  beehiiv: [
    crlf(
      'Email,Status,Subscription Tier',
      'a@example.com,active,free',
      'b@example.com,inactive,free',
      'c@example.com,pending,free',
      'd@example.com,validating,free',
    ),
    {
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
      rejected: [
        [4, 'IMPORT_UNCONFIRMED'],
        [5, 'IMPORT_UNCONFIRMED'],
      ],
    },
  ],
  listmonk: [
    crlf(
      'uuid,email,name,attributes,status',
      'x,a@example.com,Ann,"{""city"": ""Rome""}",enabled',
      'y,b@example.com,Bert,"{}",blocklisted',
    ),
    { statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' } },
  ],
  'WooCommerce: a post code keeps its zero': [
    crlf(
      '"Name","Username","Last Active","Email","Orders","Total Spend","Country / Region","Postal Code"',
      '"Ann Lee","ann","2026-02-01 10:00:00","a@example.com","3","90.5","US","02134"',
    ),
    { people: { 'a@example.com': 'Ann Lee' } },
  ],
  'Zoho CRM: the owner of a contact is not the contact': [
    crlf(
      'Record Id,Contact Owner,First Name,Last Name,Email,Secondary Email,Email Opt Out',
      'zcrm_1,Olga Owner,Ann,Lee,a@example.com,,false',
      'zcrm_2,Olga Owner,Bert,Ray,b@example.com,b2@example.com,true',
    ),
    {
      people: { 'a@example.com': 'Ann Lee', 'b@example.com': 'Bert Ray' },
      statuses: { 'a@example.com': 'ACTIVE', 'b@example.com': 'UNSUBSCRIBED' },
    },
  ],
  Pipedrive: [
    crlf(
      'Person - Name,Person - Label,Person - Email - Work,Person - Email - Home,Person - Marketing status',
      'Ann Lee,,a@example.com,,Subscribed',
      'Bert Ray,,"b@example.com, b2@example.com",,Unsubscribed',
      'Cleo Fox,,c@example.com,,No consent',
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
  'Bitrix24, with a mark and all in quotes': [
    `\uFEFF${crlf(
      '"ID";"Обращение";"Имя";"Отчество";"Фамилия";"Рабочий e-mail";"Частный e-mail";"Комментарий"',
      '"1";"Уважаемая";"Анна";"Аркадьевна";"Каренина";"anna@example.com";"";"Едет поездом"',
      '"2";"";"Борис";"";"Годунов";"boris@example.com";"b2@example.com";""',
    )}`,
    { people: { 'anna@example.com': 'Анна Аркадьевна Каренина', 'boris@example.com': 'Борис Годунов' } },
  ],
  amoCRM: [
    crlf(
      '"ID","Тип","Полное имя контакта","Ответственный","Рабочий email"',
      '"1","контакт","Анна Каренина","Олег","anna@example.com"',
    ),
    { people: { 'anna@example.com': 'Анна Каренина' } },
  ],
  "Tilda's leads": [
    crlf(
      '"Name";"Email";"Phone";"formid";"referer"',
      '"Анна";"anna@example.com";"+7 (900) 000-00-00";"form1";"https://example.com/?a=1;2"',
    ),
    { people: { 'anna@example.com': 'Анна' } },
  ],
  "answers of Google's forms": [
    crlf(
      '"Отметка времени","Адрес электронной почты","Как Вас зовут?"',
      '"01.02.2026 10:00:00","anna@example.com","Анна"',
    ),
    {
      people: { 'anna@example.com': 'Анна' },
      attributes: { 'anna@example.com': { 'Отметка времени': '01.02.2026 10:00:00' } },
    },
  ],
  'Sendsay, in Russian': [
    crlf('email;"Имя";"Состояние"', 'anna@example.com;Анна;Активен', 'v@example.com;Вера;Ошибка доставки'),
    { statuses: { 'anna@example.com': 'ACTIVE', 'v@example.com': 'BOUNCED' } },
  ],
  'groups of columns above the titles, as merged cells become, and a sum below': [
    crlf(
      '№;Клиент;;Контакты;',
      'п/п;Фамилия;Имя;Телефон;Эл. почта',
      '1;Каренина;Анна;1;anna@example.com',
      'Итого;1;;;',
    ),
    { people: { 'anna@example.com': 'Анна Каренина' }, rejected: [[4, 'EMAIL_EMPTY']] },
  ],
  'addresses one after the other, as copied out of a mail': [
    'Ann Lee <a@example.com>; "Ray, Bert" <b@example.com>; c@example.com;\r\nd@example.com; nobody; e@example.com',
    {
      people: {
        'a@example.com': 'Ann Lee',
        'b@example.com': 'Ray, Bert',
        'c@example.com': '',
        'd@example.com': '',
        'e@example.com': '',
      },
      rejected: [[5, 'EMAIL_NO_AT']],
    },
  ],
  "a database's missing values": [
    crlf('email\tname\tcity', 'a@example.com\t\\N\tRome', 'b@example.com\tNULL\t\\N'),
    {
      people: { 'a@example.com': '', 'b@example.com': '' },
      attributes: { 'a@example.com': { city: 'Rome' }, 'b@example.com': {} },
    },
  ],
  'addresses in single quotes': [
    crlf("'email','city'", "'a@example.com','Rome'"),
    { people: { 'a@example.com': '' } },
  ],
  'Icelandic is not taken for Turkish': [
    iconv.encode(crlf('email;name', 'a@example.com;Guðrún Þórðardóttir'), 'win1252'),
    { people: { 'a@example.com': 'Guðrún Þórðardóttir' } },
  ],
};

test.each(Object.entries(exports))('%s', async (_name, [file, expected]) => {
  expect(await importedFor(file)).toMatchObject(expected);
});

test('Turkish is read as such when it is chosen, and not garbled otherwise', async () => {
  const file = iconv.encode(crlf('e-posta;ad soyad', 'a@example.com;Gülşen Çağlar'), 'win1254');
  await expect(importText(await build.user(), file)).rejects.toMatchObject({
    details: { faults: [{ code: 'ENCODING_UNCLEAR' }] },
  });
  expect(await importedFor(file, { encoding: 'Windows-1254' })).toMatchObject({
    people: { 'a@example.com': 'Gülşen Çağlar' },
  });
});

test.each([
  ['an address book as vCard', 'BEGIN:VCARD\r\nFN:Ann Lee\r\nEMAIL:a@example.com\r\nEND:VCARD\r\n'],
  ['an address book as LDIF', 'dn: cn=Ann Lee,mail=a@example.com\ncn: Ann Lee\nmail: a@example.com\n'],
])('%s is refused, and nobody is read out of it', async (_what, file) => {
  await expect(importText(await build.user(), file)).rejects.toMatchObject({
    details: { faults: [{ code: 'UPLOAD_NO_TEXT' }] },
  });
});

test('a list of addresses comes in whole, wherever its pieces and batches end', async () => {
  const owner = await build.user();
  const all = Array.from({ length: 12_000 }, (_, index) => `p${index}@example.com`);
  async function* pieces() {
    const bytes = Buffer.from(all.join(', '));
    for (let at = 0; at < bytes.length; at += 7001) yield bytes.subarray(at, at + 7001);
  }
  expect((await importText(owner, pieces())).counts).toEqual({ rows: 12_000, created: 12_000 });
});
