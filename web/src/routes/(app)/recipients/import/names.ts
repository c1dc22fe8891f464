import type { ImportField } from '#lib/gql/graphql.ts';
import { m } from '#lib/paraglide/messages.js';

/** The fields that a column can become, in the order in which they are offered. */
export const fieldNames = (): { value: ImportField; label: string }[] => [
  { value: 'EMAIL', label: m.import_field_email() },
  { value: 'FULL_NAME', label: m.import_field_full_name() },
  { value: 'GIVEN_NAME', label: m.import_field_given_name() },
  { value: 'MIDDLE_NAME', label: m.import_field_middle_name() },
  { value: 'FAMILY_NAME', label: m.import_field_family_name() },
  { value: 'COMMENT', label: m.import_field_comment() },
  { value: 'STATUS', label: m.import_field_status() },
  { value: 'ATTRIBUTE', label: m.import_field_attribute() },
  { value: 'IGNORE', label: m.import_field_ignore() },
];

/** The encodings that the API reads. */
export const encodingNames = [
  'UTF-8',
  'Windows-1251',
  'Windows-1252',
  'Windows-1250',
  'KOI8-R',
  'KOI8-U',
  'IBM866',
  'MacCyrillic',
  'MacRoman',
  'MacCentralEurope',
  'ISO-8859-1',
  'ISO-8859-2',
  'ISO-8859-5',
  'ISO-8859-15',
  'Windows-1253',
  'Windows-1254',
  'Windows-1255',
  'Windows-1256',
  'Windows-1257',
  'Windows-1258',
  'IBM437',
  'IBM850',
  'IBM852',
  'UTF-16LE',
  'UTF-16BE',
  'Shift_JIS',
  'EUC-JP',
  'GB18030',
  'Big5',
  'EUC-KR',
];
