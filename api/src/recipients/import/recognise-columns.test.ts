import { expect, test } from 'vitest';
import { recogniseColumns, recogniseDelimiter } from './recognise-columns.ts';

test.each([
  ['Email,Name,Comment', ['EMAIL', 'FULL_NAME', 'COMMENT']],
  [' E-MAIL , First_Name ,Last Name', ['EMAIL', 'FIRST_NAME', 'LAST_NAME']],
  ['ФИО,Эл. почта,Заметка', ['FULL_NAME', 'EMAIL', 'COMMENT']],
  ['Имя,Фамилия,Почта', ['FIRST_NAME', 'LAST_NAME', 'EMAIL']],
  ['address,name', ['EMAIL', 'FULL_NAME']],
  ['email,Город,', ['EMAIL', { attribute: 'Город' }, { attribute: 'column3' }]],
])('%s', (header, columns) => {
  expect(recogniseColumns(header.split(','))).toEqual(columns);
});

test.each(['name,address,email', 'email,name,address'])(
  'where people live is not their mail: %s',
  (header) => {
    const columns = recogniseColumns(header.split(','));
    expect(columns[header.split(',').indexOf('email')]).toBe('EMAIL');
    expect(columns).toContainEqual({ attribute: 'address' });
  },
);

test('a meaning is given once; what comes again keeps its title', () => {
  expect(recogniseColumns(['email', 'Email', 'note', 'notes'])).toEqual([
    'EMAIL',
    { attribute: 'Email' },
    'COMMENT',
    { attribute: 'notes' },
  ]);
});

test('titles that objects know by themselves are titles like others', () => {
  expect(recogniseColumns(['constructor', 'valueOf', '__proto__'])).toEqual([
    { attribute: 'constructor' },
    { attribute: 'valueOf' },
    { attribute: '__proto__' },
  ]);
});

test.each([
  ['email,name', ','],
  ['email;name;"a,b"', ';'],
  ['email\tname', '\t'],
  ['email', ','],
])('between the fields of %j stands %j', (line, sign) => {
  expect(recogniseDelimiter(line)).toBe(sign);
});
