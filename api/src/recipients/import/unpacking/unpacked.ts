/** What a thread is asked to unpack: a ZIP archive or a workbook in one file, into a text file. */
export interface Packed {
  from: string;
  to: string;
  /** The sheet or the file to take; the first one unless given. */
  part: string | null;
  mostBytes: number;
}

/** Why something cannot be unpacked, by the key of the text that says so. */
export type UnpackProblem =
  | 'UPLOAD_BROKEN_ARCHIVE'
  | 'UPLOAD_LOCKED'
  | 'UPLOAD_NESTED_ARCHIVE'
  | 'UPLOAD_NOTHING_INSIDE'
  | 'UPLOAD_NO_SUCH_PART'
  | 'UPLOAD_UNPACKED_TOO_LARGE';

/** What came of it. */
export type Unpacked =
  /** `parts` are the sheets, or the files, that one could have asked for; `part` is the one that was taken. */
  { parts: string[]; part: string } | { problem: UnpackProblem };

export class CannotUnpack extends Error {
  readonly problem: UnpackProblem;

  constructor(problem: UnpackProblem) {
    super(problem);
    this.problem = problem;
  }
}
