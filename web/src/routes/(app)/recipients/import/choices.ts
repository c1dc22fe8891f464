import type { ImportBlanks, ImportConflictPolicy, ImportField, UploadQuery } from '#lib/gql/graphql.ts';
import type { Option } from '#lib/ui/option.ts';

export type Upload = NonNullable<UploadQuery['upload']>;

/** The choices made for an import so far. */
export interface Choices {
  uploadId: string;
  encoding: string | null;
  delimiter: string;
  hasHeader: boolean;
  columns: { name: string; field: ImportField; samples: readonly string[] }[];
  onConflict: ImportConflictPolicy;
  blanks: ImportBlanks;
  /** Lists by id; those that are still to be created as `new:` and their name. */
  lists: Option[];
}

const NEW = 'new:';
/** A list that is created together with its first recipient. */
export const newList = (name: string): Option => ({ value: `${NEW}${name}`, label: name });

/** What was detected in an upload. */
export const columnsOf = ({ id, encoding, delimiter, hasHeader, columns }: Upload) => ({
  uploadId: id,
  encoding: encoding ?? null,
  delimiter,
  hasHeader,
  columns: columns.map(({ name, field, samples }) => ({ name, field, samples })),
});

/** Returns the choices as the API's input; rows are counted before anything is saved. */
export function inputOf({
  uploadId,
  encoding,
  delimiter,
  hasHeader,
  columns,
  onConflict,
  blanks,
  lists,
}: Choices) {
  const values = lists.map(({ value }) => value);
  return {
    uploadId,
    encoding,
    delimiter,
    hasHeader,
    onConflict,
    blanks,
    columns: columns.map(({ name, field }) => ({ column: name, field })),
    listIds: values.filter((value) => !value.startsWith(NEW)),
    newLists: values.filter((value) => value.startsWith(NEW)).map((value) => value.slice(NEW.length)),
    dryRun: true,
  };
}
