/**
 * A part of the recipients of a change, changed in one transaction and with one record of their previous
 * state.
 */
export interface Batch {
  number: number;
  ids: number[];
}
