/** A request to unpack: a ZIP archive or a workbook in one file, into a text file. */
export interface Packed {
  from: string;
  to: string;
  /** The sheet or file to take; the first one if null. */
  part: string | null;
  mostBytes: number;
}

/** Why something cannot be unpacked, as the key of a text. */
export type UnpackProblem =
  | 'UPLOAD_BROKEN_ARCHIVE'
  | 'UPLOAD_LOCKED'
  | 'UPLOAD_NESTED_ARCHIVE'
  | 'UPLOAD_NOTHING_INSIDE'
  | 'UPLOAD_NO_SUCH_PART'
  | 'UPLOAD_NO_TEXT'
  | 'UPLOAD_UNPACKED_TOO_LARGE';

/** The result of unpacking. */
export type Unpacked =
  /** `parts` are all the sheets or files; `part` is the one that was taken. */
  { parts: string[]; part: string } | { problem: UnpackProblem };

export class CannotUnpack extends Error {
  readonly problem: UnpackProblem;

  constructor(problem: UnpackProblem) {
    super(problem);
    this.problem = problem;
  }
}
