/** What a column of a file becomes. */
export type Column = Known | { attribute: string };
type Known = 'EMAIL' | 'FULL_NAME' | 'FIRST_NAME' | 'LAST_NAME' | 'COMMENT';

/** The titles of what is known, the surest first. */
const titles: Record<Known, string[]> = {
  EMAIL: ['email', 'e-mail', 'email address', 'mail', 'эл. почта', 'емейл', 'почта', 'address', 'адрес'],
  FULL_NAME: ['full name', 'fullname', 'фио', 'ф. и. о.', 'ф.и.о.', 'полное имя', 'name'],
  FIRST_NAME: ['first name', 'firstname', 'given name', 'имя'],
  LAST_NAME: ['last name', 'lastname', 'surname', 'family name', 'фамилия'],
  COMMENT: ['comment', 'note', 'notes', 'комментарий', 'заметка'],
};

/**
 * What the columns of a first line are meant for, by their titles. Each meaning is given once, to the column whose title is
 * the surest; everything else becomes an attribute of that name.
 */
export function recogniseColumns(header: string[]): Column[] {
  const columns: Column[] = header.map((title, index) => ({
    attribute: title.trim() || `column${index + 1}`,
  }));
  const found = header.map((title) => title.trim().toLowerCase().replaceAll('_', ' '));
  for (const [known, names] of Object.entries(titles) as [Known, string[]][]) {
    const surest = names.find((name) => found.includes(name));
    if (surest !== undefined) columns[found.indexOf(surest)] = known;
  }
  return columns;
}

/** The sign between fields: the one that occurs most in the first line. */
export function recogniseDelimiter(firstLine: string): string {
  const count = (sign: string) => firstLine.split(sign).length;
  return [',', ';', '\t'].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}
