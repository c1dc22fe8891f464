/** Some of the recipients that are changed: in one transaction, from one record of what they were like before. */
export interface Batch {
  number: number;
  ids: number[];
}
