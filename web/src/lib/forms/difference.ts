/** A field of a form and what it contains, in words. */
export interface FieldInWords {
  label: string;
  text: string;
  /** Whether the text is the HTML of a mail, to be shown as one. */
  isMail?: boolean;
}

/** A field in which two versions differ. */
export interface Difference {
  label: string;
  mine: FieldInWords;
  theirs: FieldInWords;
}

/** Compares two versions, given as the same fields in the same order. Returns those in which they differ. */
export function differences(mine: readonly FieldInWords[], theirs: readonly FieldInWords[]): Difference[] {
  return mine
    .map((field, at) => ({ label: field.label, mine: field, theirs: theirs[at]! }))
    .filter((pair) => pair.mine.text !== pair.theirs.text || pair.mine.isMail !== pair.theirs.isMail);
}
