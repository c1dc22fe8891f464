import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { build } from '../../../test/build.ts';
import { importText, peopleOf } from '../../../test/import-text.ts';

// Small files as people have them, each with a fault of its own kind.

/** The remarks on a file's import, and the people that it creates. */
async function imported(file: string | Buffer, rules: Parameters<typeof importText>[2] = {}) {
  const owner = await build.user();
  const told = await importText(owner, file, rules);
  return { ...told, people: await peopleOf(owner), owner };
}

const names = (people: { fullName: string }[]) => people.map(({ fullName }) => fullName);

test('lines that end with CR alone', async () => {
  const { counts, people } = await imported(
    'email,name,city\ra@example.com,Anna,Oslo\rb@example.com,Bert,Rome\r',
  );
  expect(counts).toEqual({ rows: 2, created: 2 });
  expect(people[1]).toMatchObject({ fullName: 'Bert', attributes: { city: 'Rome' } });
});

test('Windows-1252, as names are written', async () => {
  const text =
    'email;name;city\r\na@example.com;Hélène Müller – Paris;Besançon\r\nb@example.com;François Noël;Orléans\r\n';
  const { people } = await imported(iconv.encode(text, 'win1252'));
  expect(names(people)).toEqual(['Hélène Müller – Paris', 'François Noël']);
});

test('an encoding that cannot be told is asked for, and can be given', async () => {
  const bytes = iconv.encode('email,name\na@example.com,René Façon\nb@example.com,Jürgen\n', 'macroman');
  const unclear = { code: 'ENCODING_UNCLEAR', path: ['encoding'] };
  await expect(imported(bytes)).rejects.toMatchObject({ code: 'INVALID', details: { faults: [unclear] } });
  expect(names((await imported(bytes, { encoding: 'macroman' })).people)).toEqual(['René Façon', 'Jürgen']);
});

test("Excel's Unicode text: UTF-16 with a mark, and tabs", async () => {
  const text = '\uFEFFemail\tname\r\na@example.com\tАнна Каренина\r\nb@example.com\tJürgen\r\n';
  expect(names((await imported(Buffer.from(text, 'utf16le'))).people)).toEqual(['Анна Каренина', 'Jürgen']);
});

test.each([
  'sep=;\r\nemail;name\r\na@example.com;Anna\r\n',
  '\uFEFFsep=|\nemail|name\na@example.com|Anna\n',
  'email|name\na@example.com|Anna\n',
])('a line that names the separator, or a bar: %j', async (file) => {
  const { counts, people } = await imported(file);
  expect(counts).toEqual({ rows: 1, created: 1 });
  expect(names(people)).toEqual(['Anna']);
});

test.each([
  [
    'Mailchimp in German',
    'Emailadresse,Vorname,Nachname,"Erlaubnis zum Marketing",MEMBER_RATING,OPTIN_TIME,NOTES,TAGS\na@example.com,Petra,Muster,,4,"2018-02-12 17:59:31",,"kunde"\n',
    'Petra Muster',
  ],
  [
    'Mailchimp in English',
    'Email Address,First Name,Last Name,Address,MEMBER_RATING,TAGS\na@example.com,Petra,Muster,"Main St 1, Oslo",2,"""vip"""\n',
    'Petra Muster',
  ],
  [
    'Mailchimp in Russian',
    '"Адрес электронной почты",Имя,Фамилия,MEMBER_RATING\na@example.com,Петра,Мустер,2\n',
    'Петра Мустер',
  ],
  [
    'Outlook',
    '"First Name","Middle Name","Last Name","Company","E-mail Address","E-mail Type","Notes"\r\n"Petra","M.","Muster","Acme","a@example.com","SMTP","met in Bern"\r\n',
    'Petra M. Muster',
  ],
  [
    'Google',
    'Name,Given Name,Additional Name,Family Name,Notes,Group Membership,E-mail 1 - Type,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value\nPetra Muster,Petra,,Muster,,* My Contacts ::: Friends,* Home,a@example.com,,\n',
    'Petra Muster',
  ],
  [
    '1C',
    'Наименование;ИНН;Телефон;Адрес электронной почты\r\nПетра Мустер;7707083893;+7 495 000-00-00;a@example.com\r\n',
    'Петра Мустер',
  ],
  [
    'a list of another mailer',
    'uuid,email,name,attributes,status,created_at\n1f,a@example.com,Petra Muster,"{""city"": ""Bern""}",enabled,2024-01-01\n',
    'Petra Muster',
  ],
])('the export of %s', async (_product, file, name) => {
  const { counts, people } = await imported(file);
  expect(counts).toEqual({ rows: 1, created: 1 });
  expect(people[0]).toMatchObject({ email: 'a@example.com', fullName: name, status: 'ACTIVE' });
});

test('of several addresses in a cell the first is taken, and the others are told', async () => {
  const file =
    'Name,E-mail 1 - Value\nPeter,a@example.com ::: b@example.com\nBert,"c@example.com; d@example.com"\n';
  const { counts, people, remarks } = await imported(file);
  expect(counts).toEqual({ rows: 2, created: 2 });
  expect(people.map(({ email }) => email)).toEqual(['a@example.com', 'c@example.com']);
  expect(remarks.map(({ reason, isRejected }) => [reason, isRejected])).toEqual([
    ['Only the first address was saved. Not saved: b@example.com', false],
    ['Only the first address was saved. Not saved: d@example.com', false],
  ]);
});

test('a name beside the address in its cell', async () => {
  const file =
    'email\n"""John Smith"" <a@example.com>"\n"Smith, Jane <b@example.com>"\nc@example.com\n<mailto:d@example.com>\n';
  const { people } = await imported(file);
  expect(people.map(({ email, fullName }) => [email, fullName])).toEqual([
    ['a@example.com', 'John Smith'],
    ['b@example.com', 'Smith, Jane'],
    ['c@example.com', ''],
    ['d@example.com', ''],
  ]);
});

test('invisible characters go at the ends of an address; within it they are told by name and place', async () => {
  const file =
    'email,name\na@example.com\u00a0,Anna\u00a0\n\ufeffb@example.com,Bert\n\u200bc@example.com\u200b\u00ad,Cleo\nd@exam\u00adple.com,Dora\n';
  const { people, remarks } = await imported(file);
  expect(people.map(({ email, fullName }) => [email, fullName])).toEqual([
    ['a@example.com', 'Anna'],
    ['b@example.com', 'Bert'],
    ['c@example.com', 'Cleo'],
  ]);
  expect(remarks.map(({ reason }) => reason)).toEqual([
    'The address contains an invisible character (U+00AD) at position 7.',
  ]);
});

test('a space before a quote, and padded columns', async () => {
  const spaced = await imported(
    'email, name, city\na@example.com, "Doe, Jane", Oslo\nb@example.com, John, "Rio"\n',
  );
  expect(spaced.people[0]).toMatchObject({ fullName: 'Doe, Jane', attributes: { city: 'Oslo' } });
  const padded = await imported(
    'email        , name    , data\na@example.com, Unknown , "{""x"": true}"   ,\nb@example.com, Unknown , "{""x"": true}    ,\nc@example.com, Anna    ,\n',
  );
  expect(padded.counts).toEqual({ rows: 3, created: 2, rejected: 1 });
  expect(padded.remarks).toMatchObject([{ line: 3, code: 'CSV_BROKEN_ROW' }]);
  expect(padded.people[0]!.attributes).toEqual({ data: '{"x": true}' });
});

test('who wants no mail by the status of the file is saved and suppressed, and stays so', async () => {
  const file =
    'email,name,status\na@example.com,Anna,active\nb@example.com,Bert,unsubscribed\nc@example.com,Cleo,unreachable\nd@example.com,Dora,spam\n';
  const { counts, people, owner } = await imported(file);
  expect(counts).toEqual({ rows: 4, created: 1, suppressed: 3 });
  expect(people.map(({ status }) => status)).toEqual(['ACTIVE', 'UNSUBSCRIBED', 'BOUNCED', 'COMPLAINED']);
  const again = await importText(owner, file.replaceAll(/unsubscribed|unreachable|spam/g, 'active'));
  expect(again.counts).toEqual({ rows: 4, unchanged: 1, suppressed: 3 });
  expect((await peopleOf(owner)).map(({ status }) => status)).toEqual(people.map(({ status }) => status));
});

test('a status that says nothing known is rejected where the column is one, and never mailed', async () => {
  const rows = Array.from({ length: 200 }, (_, row) => `p${row}@example.com,active`);
  const { counts, remarks } = await imported(['email,status', ...rows, 'a@example.com,perhaps'].join('\n'));
  expect(counts).toEqual({ rows: 201, created: 200, rejected: 1 });
  expect(remarks).toMatchObject([{ line: 202, column: 'status', code: 'IMPORT_UNKNOWN_STATUS' }]);
});

test('the same title twice', async () => {
  const { people } = await imported('email,name,phone,phone\na@example.com,Anna,111,222\n');
  expect(people[0]!.attributes).toEqual({ phone: '111', 'phone 2': '222' });
});

test('quotes within names and inches stay', async () => {
  const { counts, people } = await imported(
    'email,name,size\na@example.com,George "Buck" Sample,L\nb@example.com,Anna,5\' 6"\nc@example.com,Bert,27"\nd@example.com,Cleo,S\n',
  );
  expect(counts).toEqual({ rows: 4, created: 4 });
  expect(people.map(({ fullName, attributes }) => [fullName, attributes.size])).toEqual([
    ['George "Buck" Sample', 'L'],
    ['Anna', '5\' 6"'],
    ['Bert', '27"'],
    ['Cleo', 'S'],
  ]);
});

test('titles with separators of another kind in quotes', async () => {
  const { people } = await imported(
    'email;name;"Address (street, zip, city, country)"\na@example.com;Anna;"Main St 1, 1000, Oslo"\n',
  );
  expect(people[0]!.attributes).toEqual({ 'Address (street, zip, city, country)': 'Main St 1, 1000, Oslo' });
});

test('a long note is a note, and nobody in it becomes a recipient', async () => {
  const note = Array.from({ length: 130 }, (_, line) =>
    line % 40 === 7 ? `phantom${line}@example.com,Phantom,x` : `note ${line}`,
  );
  const { counts, people } = await imported(
    `email,name,comment\na@example.com,Anna,"${note.join('\n')}"\nb@example.com,Bert,\n`,
  );
  expect(counts).toEqual({ rows: 2, created: 2 });
  expect(people[0]!.comment).toBe(note.join('\n'));
});

test('a line break and a tab in a name are a space', async () => {
  const { people } = await imported('email,name\na@example.com,"Anna\r\nSample"\nb@example.com,Bert\tB.\n');
  expect(names(people)).toEqual(['Anna Sample', 'Bert B.']);
});

test('plus tags, quoted local parts, international domains, and what is none', async () => {
  const rows = [
    'a+tag@example.com',
    '"""a..dots""@example.com"',
    'почта@пример.рф',
    'x@example.com;',
    'm@münchen.example',
    'm@xn--mnchen-3ya.example',
    'B@Example.COM',
    'b@example.com',
  ];
  const { counts, remarks } = await imported(['email,name', ...rows.map((row) => `${row},Name`)].join('\n'));
  expect(counts).toEqual({ rows: 8, created: 6, repeated: 2 });
  expect(remarks).toEqual([]);
});

test('rows of separators above, below and between are no rows', async () => {
  const { counts, remarks } = await imported(
    '\n;;\nemail;name;\n;;\na@example.com;   ;\n\n;;\nb@example.com;Bert;\n;;;;\n',
  );
  expect(counts).toEqual({ rows: 2, created: 2 });
  expect(remarks).toEqual([]);
});

test('values that are too long are told with column and limit', async () => {
  const file = `email,name,bio,comment\na@example.com,${'x'.repeat(250)},,\nb@example.com,Bert,${'x'.repeat(20_000)},\nc@example.com,Cleo,,${'x'.repeat(6000)}\nd@example.com,Dora,${'x'.repeat(6000)},ok\n`;
  const { counts, remarks } = await imported(file);
  expect(counts).toEqual({ rows: 4, created: 1, rejected: 3 });
  expect(remarks.map(({ column, reason }) => [column, reason])).toEqual([
    ['name', 'At most 200 characters.'],
    ['bio', 'At most 16384 characters.'],
    ['comment', 'At most 5000 characters.'],
  ]);
});

test('one address three times is what three imports would make of it', async () => {
  const rows = ['a@example.com,Anna', 'A@EXAMPLE.COM,Anna Two', 'a@example.com ,', 'b@example.com,Bert'];
  const { counts, people } = await imported(['email,name', ...rows].join('\n'));
  expect(counts).toEqual({ rows: 4, created: 2, repeated: 2 });
  expect(people[0]).toMatchObject({ email: 'a@example.com', fullName: 'Anna Two' });
});

test.each(['a@example.com,Anna\nb@example.com,Bert\n', 'Anna;a@example.com\nBert;b@example.com\n'])(
  'a file without titles: %j',
  async (file) => {
    const { counts, people } = await imported(file);
    expect(counts).toEqual({ rows: 2, created: 2 });
    expect(people.map(({ email }) => email)).toEqual(['a@example.com', 'b@example.com']);
  },
);

test('a row with characters that its encoding does not have is told, and not garbled', async () => {
  const bytes = Buffer.concat([
    Buffer.from('email,name\na@example.com,Анна\nb@example.com,'),
    Buffer.from([0xff, 0x0a]),
  ]);
  const { counts, remarks } = await imported(bytes, { encoding: 'utf-8' });
  expect(counts).toEqual({ rows: 2, created: 1, rejected: 1 });
  expect(remarks).toMatchObject([{ line: 3, column: 'name', code: 'CSV_WRONG_CHARACTERS' }]);
});

test('more values than titles are told: a comma has moved what stands behind it', async () => {
  const { counts, remarks } = await imported(
    'email,name,city\na@example.com,Doe, Jane,Oslo\nb@example.com,Bert,Rome,\n',
  );
  expect(counts).toEqual({ rows: 2, created: 1, rejected: 1 });
  expect(remarks).toMatchObject([{ line: 2, reason: 'The row has 4 fields, but the file has 3 columns.' }]);
});

test('characters of two halves stay whole wherever something is cut', async () => {
  const long = `abc${'😀'.repeat(300)}`;
  const file = `email,status,${long}\n"a@example.com, b@example.com ${long}",active,x\nc@example.com,${long},y\n`;
  const { counts } = await imported(file, { columns: [{ column: 'status', field: 'STATUS' }] });
  expect(counts).toEqual({ rows: 2, created: 1, rejected: 1 });
});

test('one row without a line end, under titles that nobody knows', async () => {
  const { counts, people } = await imported('Login,Kontaktweg\nanna,a@example.com');
  expect(counts).toEqual({ rows: 1, created: 1 });
  expect(people[0]).toMatchObject({ email: 'a@example.com', attributes: { Login: 'anna' } });
});
