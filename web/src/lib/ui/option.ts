/** Something that can be chosen from a searched list. */
export interface Option {
  value: string;
  label: string;
  hint?: string;
}
