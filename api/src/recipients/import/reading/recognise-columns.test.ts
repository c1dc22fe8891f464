import { expect, test } from 'vitest';
import { namedColumns, recogniseColumns } from './recognise-columns.ts';
import { statusOf } from './status-words.ts';

const fieldsOf = (header: string, ...rows: string[]) =>
  recogniseColumns(
    namedColumns(header.split(','), true),
    rows.map((row) => row.split(',')),
  ).map(({ field, attribute }) => (field === 'ATTRIBUTE' ? attribute : field));

test.each([
  ['Email,Name,Comment', ['EMAIL', 'FULL_NAME', 'COMMENT']],
  [' E-MAIL , First_Name ,Last Name', ['EMAIL', 'GIVEN_NAME', 'FAMILY_NAME']],
  ['ФИО,Эл. почта,Заметка', ['FULL_NAME', 'EMAIL', 'COMMENT']],
  ['Фамилия,Имя,Отчество,Адрес электронной почты', ['FAMILY_NAME', 'GIVEN_NAME', 'MIDDLE_NAME', 'EMAIL']],
  ['Наименование,E-mail,ИНН', ['FULL_NAME', 'EMAIL', 'ИНН']],
  ['E-Mail-Adresse,Vorname,Nachname,Notizen', ['EMAIL', 'GIVEN_NAME', 'FAMILY_NAME', 'COMMENT']],
  ['Name,Vorname,E-Mail', ['FAMILY_NAME', 'GIVEN_NAME', 'EMAIL']],
  ['Adresse e-mail,Prénom,Nom', ['EMAIL', 'GIVEN_NAME', 'FAMILY_NAME']],
  ['Correo electrónico,Nombre,Apellidos', ['EMAIL', 'GIVEN_NAME', 'FAMILY_NAME']],
  ['Email\u00a0Address,First\u00a0Name,Last  Name', ['EMAIL', 'GIVEN_NAME', 'FAMILY_NAME']],
  ['\u200bemail\ufeff,name', ['EMAIL', 'FULL_NAME']],
  ['メールアドレス,氏名', ['EMAIL', 'FULL_NAME']],
  ['email,Город,', ['EMAIL', 'Город', 'column3']],
])('%s', (header, fields) => {
  expect(fieldsOf(header)).toEqual(fields);
});

test.each([
  ['Почтовый ящик клиента,Имя', 'a@example.com,Anna', ['EMAIL', 'GIVEN_NAME']],
  ['name,address,contact', 'Anna,Main St 1,a@example.com', ['FULL_NAME', 'address', 'EMAIL']],
  ['email,login', 'yes,a@example.com', ['email', 'EMAIL']],
  ['address,name', 'a@example.com,Anna', ['EMAIL', 'FULL_NAME']],
  ['address,name', 'Main St 1,Anna', ['address', 'FULL_NAME']],
  ['E-mail 2 - Value,E-mail 1 - Value', 'b@example.com,a@example.com', ['E-mail 2 - Value', 'EMAIL']],
])('the address column is the one with addresses: %s', (header, row, fields) => {
  expect(fieldsOf(header, row)).toEqual(fields);
});

test.each([
  ['active', 'unsubscribed', 'STATUS'],
  ['подписан', 'отписан', 'STATUS'],
  ['active', 'VIP', 'status'],
  ['gold', 'silver', 'status'],
])('a status is one of mail only if its words are: %s, %s', (first, second, field) => {
  expect(fieldsOf('email,status', `a@example.com,${first}`, `b@example.com,${second}`)[1]).toBe(field);
});

test('a meaning is given once; what comes again keeps its title', () => {
  expect(fieldsOf('email,Email,note,notes')).toEqual(['EMAIL', 'Email 2', 'COMMENT', 'notes']);
});

test('titles that occur twice get names of their own', () => {
  expect(namedColumns(['phone', 'Phone', 'phone', ''], true)).toEqual([
    'phone',
    'Phone 2',
    'phone 3',
    'column4',
  ]);
  expect(namedColumns(['a', 'b'], false)).toEqual(['column1', 'column2']);
});

test('titles that objects know by themselves are titles like others', () => {
  expect(fieldsOf('constructor,valueOf,__proto__')).toEqual(['constructor', 'valueOf', '__proto__']);
});

test.each([
  ['Unsubscribed', 'status', 'UNSUBSCRIBED'],
  ['ABGEMELDET', 'Status', 'UNSUBSCRIBED'],
  ['désabonné', 'statut', 'UNSUBSCRIBED'],
  ['отписался', 'Статус', 'UNSUBSCRIBED'],
  ['cleaned', 'status', 'BOUNCED'],
  ['bereinigt', 'Status', 'BOUNCED'],
  ['недоступен', 'Статус', 'BOUNCED'],
  ['Hard bounce', 'status', 'BOUNCED'],
  ['marked as spam', 'status', 'COMPLAINED'],
  ['жалоба', 'Статус', 'COMPLAINED'],
  ['', 'status', 'ACTIVE'],
  ['Subscribed', 'status', 'ACTIVE'],
  ['yes', 'Unsubscribed', 'UNSUBSCRIBED'],
  ['нет', 'Отписан', 'ACTIVE'],
  ['no', 'Subscribed', 'UNSUBSCRIBED'],
  ['2024-01-02 03:04:05', 'UNSUB_TIME', 'UNSUBSCRIBED'],
  ['2024-01-02 03:04:05', 'CLEAN_TIME', 'BOUNCED'],
  ['VIP', 'status', null],
])('%j under %s is %s', (value, title, status) => {
  expect(statusOf(value, title)).toBe(status);
});
