import { Field, ID, InputType } from 'type-graphql';
import { apiEnum } from '../../closed-set.ts';
import { ImportBlanks, ImportConflictPolicy } from './import-settings.ts';

export const ImportField = apiEnum('ImportField', 'What a column of an imported file becomes.', {
  EMAIL: 'The email address, in exactly one column.',
  FULL_NAME: 'The full name; takes precedence over its parts.',
  GIVEN_NAME: 'The first name.',
  MIDDLE_NAME: 'The middle name or patronymic.',
  FAMILY_NAME: 'The last name.',
  COMMENT: 'The note for the owner.',
  STATUS:
    'Whether mail may be sent, in words such as unsubscribed, bounced or complained, in several languages. Rows with unknown words are rejected, and so are people who have not confirmed yet.',
  ATTRIBUTE: 'An attribute.',
  IGNORE: 'Nothing: the column is left out.',
});
export type ImportField = keyof typeof ImportField;

@InputType({ description: 'What a column of an imported file becomes.' })
export class ImportColumnInput {
  @Field(() => String, {
    description: 'The name of the column in the upload, ignoring case.',
  })
  column!: string;

  @Field(() => ImportField, { description: 'The field that the column becomes.' })
  field!: ImportField;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the attribute, at most 200 characters. Defaults to the name of the column.',
  })
  attribute?: string | null;
}

@InputType({ description: 'An import of recipients from an uploaded file.' })
export class ImportRecipientsInput {
  @Field(() => ID, { description: 'The id of the file, as returned by `POST /uploads`.' })
  uploadId!: string;

  @Field(() => [ImportColumnInput], {
    description: 'What columns become. Columns that are not given are imported as detected.',
  })
  columns!: ImportColumnInput[];

  @Field(() => ImportConflictPolicy, { description: 'What happens to existing recipients.' })
  onConflict!: ImportConflictPolicy;

  @Field(() => ImportBlanks, {
    nullable: true,
    defaultValue: 'KEEP',
    description: 'What an empty cell means for an existing recipient.',
  })
  blanks?: ImportBlanks | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'The ids of lists to add the recipients to, at most 50.',
  })
  listIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'The names of lists to add the recipients to, at most 50. Missing ones are created together with the first recipient.',
  })
  newLists?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    defaultValue: false,
    description: 'Whether to only count and check the rows, until the import is confirmed.',
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the first row contains titles. Detected if omitted.',
  })
  hasHeader?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The encoding, such as Windows-1251. Detected if omitted.',
  })
  encoding?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The character between fields, such as a comma or a tab. Detected if omitted.',
  })
  delimiter?: string | null;
}
