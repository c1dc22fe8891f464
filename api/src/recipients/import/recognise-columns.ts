/** What a column of a file becomes. */
export type Column = 'EMAIL' | 'FULL_NAME' | 'FIRST_NAME' | 'LAST_NAME' | 'COMMENT' | { attribute: string };

const names: Record<string, Column> = {
  ...namesOf('EMAIL', [
    'email',
    'e-mail',
    'mail',
    'email address',
    'address',
    'почта',
    'эл. почта',
    'адрес',
    'емейл',
  ]),
  ...namesOf('FULL_NAME', ['name', 'full name', 'fullname', 'фио', 'ф. и. о.', 'ф.и.о.', 'полное имя']),
  ...namesOf('FIRST_NAME', ['first name', 'firstname', 'given name', 'имя']),
  ...namesOf('LAST_NAME', ['last name', 'lastname', 'surname', 'family name', 'фамилия']),
  ...namesOf('COMMENT', ['comment', 'note', 'notes', 'комментарий', 'заметка']),
};

function namesOf(column: Column, known: string[]): Record<string, Column> {
  return Object.fromEntries(known.map((name) => [name, column]));
}

/** What the columns of a first line are meant for, by their names; everything unknown becomes an attribute of that name. */
export function recogniseColumns(header: string[]): Column[] {
  return header.map((title, index) => {
    const name = title.trim().toLowerCase().replaceAll('_', ' ');
    return names[name] ?? { attribute: title.trim() || `column${index + 1}` };
  });
}

/** The sign between fields: the one that occurs most in the first line. */
export function recogniseDelimiter(firstLine: string): string {
  const count = (sign: string) => firstLine.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
