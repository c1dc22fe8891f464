import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { Context } from '../../../context/context.ts';
import { ImportField } from '../import.inputs.ts';
import { trimmed } from '../reading/read-address.ts';
import { wordsBeyondAscii } from '../reading/sniff-bytes.ts';
import { beginOf, decoded, inspectUpload, type Inspected, type Reading } from './inspect-upload.ts';
import type { Upload } from './upload.entity.ts';

@ObjectType({ description: 'A column of an uploaded file.', simpleResolvers: true })
class UploadColumn {
  @Field(() => String, {
    description: "The title, made unique; made from the column's number if there is none.",
  })
  name!: string;

  @Field(() => ImportField, { description: 'The field that it was detected as.' })
  field!: ImportField;

  @Field(() => [String], {
    description: 'Values from the first rows, at most five, each at most 100 characters long.',
  })
  samples!: string[];
}

@ObjectType({ description: 'A possible encoding of an uploaded file.', simpleResolvers: true })
class EncodingChoice {
  @Field(() => String, { description: 'The name of the encoding.' })
  encoding!: string;

  @Field(() => String, { description: 'Words from the file, decoded with this encoding.' })
  sample!: string;
}

/** A file that is about to be imported. */
@ObjectType('Upload', {
  description: 'An uploaded file, kept for a day or until its import ends.',
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
      'The sheets of a workbook, or the files of a ZIP archive, at most 10,000; empty for a text file. The first one is read, unless `POST /uploads` names another as `part`.',
  })
  parts!: string[];

  @Field(() => String, { nullable: true, description: 'Which of the parts it is; null for a text file.' })
  part!: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'The encoding; null if it is ambiguous and has to be chosen.',
  })
  encoding!: string | null;

  @Field(() => [EncodingChoice], {
    description: 'The possible encodings of the file, the most likely first.',
  })
  encodingChoices!: EncodingChoice[];

  @Field(() => String, { description: 'The character between fields. Detected if omitted.' })
  delimiter!: string;

  @Field(() => Boolean, { description: 'Whether the first row contains titles. Detected if omitted.' })
  hasHeader!: boolean;

  @Field(() => [UploadColumn], { description: 'The columns, at most 200.' })
  columns!: UploadColumn[];
}

const SAMPLES = 5;
const SHOWN = 100;

/** Presents an upload in the API. Throws INVALID if it cannot be read with the given options. */
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
