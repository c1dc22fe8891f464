/** A piece of SQL with the values of its `?`. */
export interface Sql {
  sql: string;
  params: unknown[];
}
