import { Field, ID, InputType } from 'type-graphql';
import { apiEnum } from '../../closed-set.ts';
import { ImportBlanks, ImportConflictPolicy } from './import-settings.ts';

export const ImportField = apiEnum('ImportField', 'What a column of an imported file becomes.', {
  EMAIL: 'The address; exactly one column has it.',
  FULL_NAME: 'The whole name; it goes before its parts.',
  GIVEN_NAME: 'The first name.',
  MIDDLE_NAME: 'The middle name or patronymic.',
  FAMILY_NAME: 'The last name.',
  COMMENT: 'The note for the owner.',
  STATUS:
    'Whether mail may be sent, in words such as unsubscribed, bounced or complained, in several languages. Rows with other words are rejected.',
  ATTRIBUTE: 'An attribute.',
  IGNORE: 'Nothing: the column is left out.',
});
export type ImportField = keyof typeof ImportField;

@InputType({ description: 'What a column of an imported file becomes.' })
export class ImportColumnInput {
  @Field(() => String, {
    description: 'The name of the column, as the upload lists it; compared without case.',
  })
  column!: string;

  @Field(() => ImportField, { description: 'What it becomes.' })
  field!: ImportField;

  @Field(() => String, {
    nullable: true,
    description: 'The name of the attribute, at most 200 characters; that of the column unless given.',
  })
  attribute?: string | null;
}

@InputType({ description: 'An import of recipients from an uploaded file.' })
export class ImportRecipientsInput {
  @Field(() => ID, { description: 'The file: the uploadId that `POST /uploads` returned.' })
  uploadId!: string;

  @Field(() => [ImportColumnInput], {
    description: 'What columns are imported as; the others are imported as they were recognised.',
  })
  columns!: ImportColumnInput[];

  @Field(() => ImportConflictPolicy, { description: 'What happens to recipients that exist already.' })
  onConflict!: ImportConflictPolicy;

  @Field(() => ImportBlanks, {
    nullable: true,
    description: 'What an empty cell does to the value of an existing recipient; KEEP unless given.',
  })
  blanks?: ImportBlanks | null;

  @Field(() => [ID], { nullable: true, description: 'Lists to put the recipients into, at most 50.' })
  listIds?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'Names of lists to put the recipients into, at most 50; those that do not exist are created together with the first recipient.',
  })
  newLists?: string[] | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'Whether to count and check the rows only, until the import is confirmed; false unless given.',
  })
  dryRun?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the first row has titles; as recognised unless given.',
  })
  hasHeader?: boolean | null;

  @Field(() => String, {
    nullable: true,
    description: 'The encoding, such as Windows-1251; as recognised unless given.',
  })
  encoding?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The character between fields, such as a comma or a tab; as recognised unless given.',
  })
  delimiter?: string | null;
}
