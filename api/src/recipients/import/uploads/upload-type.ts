import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../../context/context.ts';
import { ImportField } from '../import.inputs.ts';
import { trimmed } from '../reading/read-address.ts';
import { wordsBeyondAscii } from '../reading/sniff-bytes.ts';
import { beginOf, decoded, inspectUpload, type Inspected, type Reading } from './inspect-upload.ts';
import type { Upload } from './upload.entity.ts';

@ObjectType({ description: 'A column of an uploaded file.', simpleResolvers: true })
class UploadColumn {
  @Field(() => String, { description: 'Its title; made unique, and of its number if it has none.' })
  name!: string;

  @Field(() => ImportField, { description: 'What it is recognised as.' })
  field!: ImportField;

  @Field(() => [String], {
    description: 'Values from the first rows, at most five, each at most 100 characters long.',
  })
  samples!: string[];
}

@ObjectType({ description: 'An encoding that a file may have.', simpleResolvers: true })
class EncodingChoice {
  @Field(() => String, { description: 'The name of the encoding.' })
  encoding!: string;

  @Field(() => String, { description: 'Words from the file as they read in this encoding.' })
  sample!: string;
}

/** A file as it is about to be imported. */
@ObjectType('Upload', {
  description: 'An uploaded file; kept for a day, or until its import ends.',
  simpleResolvers: true,
})
export class UploadType {
  @Field(() => ID, { description: 'Its id.' })
  id!: number;

  @Field(() => String, { description: 'The name of the file.' })
  fileName!: string;

  @Field(() => Int, { description: 'The size in bytes.' })
  size!: number;

  @Field(() => [String], {
    description:
      'The sheets of a workbook, or the files of a ZIP archive, at most 10,000; empty for a text file. Another than the first is taken if `POST /uploads` names it as `part`.',
  })
  parts!: string[];

  @Field(() => String, { nullable: true, description: 'Which of the parts it is; absent for a text file.' })
  part!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The encoding; absent if it cannot be told and has to be chosen.',
  })
  encoding!: string | null;

  @Field(() => [EncodingChoice], {
    description: 'The encodings that the file may have, the likeliest first.',
  })
  encodingChoices!: EncodingChoice[];

  @Field(() => String, { description: 'The character between fields.' })
  delimiter!: string;

  @Field(() => Boolean, { description: 'Whether the first row has titles.' })
  hasHeader!: boolean;

  @Field(() => [UploadColumn], { description: 'The columns, at most 200.' })
  columns!: UploadColumn[];
}

const SAMPLES = 5;
const SHOWN = 100;

/** An upload as the API shows it. Throws INVALID if it cannot be read by what is given. */
export async function presentUpload(
  ctx: Context,
  upload: Upload,
  reading: Reading = {},
): Promise<UploadType> {
  const inspected = await inspectUpload(ctx, upload, reading);
  const { encoding, delimiter, hasHeader, columns, rows } = inspected;
  return {
    id: upload.id,
    fileName: upload.fileName,
    size: upload.size,
    parts: upload.parts,
    part: upload.part,
    encoding,
    delimiter,
    hasHeader,
    encodingChoices: await choicesOf(ctx, upload, inspected),
    columns: columns.map(({ name, field }, index) => ({
      name,
      field,
      samples: samplesOf(rows, index),
    })),
  };
}

function samplesOf(rows: string[][], index: number): string[] {
  const values = rows.map((row) => trimmed(row[index] ?? '').slice(0, SHOWN)).filter((value) => value !== '');
  return [...new Set(values)].slice(0, SAMPLES);
}

async function choicesOf(ctx: Context, upload: Upload, { encoding }: Inspected): Promise<EncodingChoice[]> {
  const names = new Set([...upload.encodings, ...(encoding ? [encoding] : [])]);
  const words = wordsBeyondAscii(await beginOf(ctx, upload));
  return [...names].map((name) => ({ encoding: name, sample: decoded(words, name).slice(0, SHOWN) }));
}
