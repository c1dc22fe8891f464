import pg from 'pg';

/** How rows of a statement are read: what PostgreSQL describes of them, as the driver keeps it. */
interface Described {
  fields: unknown[];
  _parsers: unknown[];
  _prebuiltEmptyResultObject: object;
}

/** A connection of the driver, as its queries see it. */
interface Wire {
  bind(given: object): void;
  execute(given: object): void;
  sync(): void;
}

/** What the driver's queries have, but its types omit. */
declare class Internals {
  constructor(config: { name: string; text: string; values: (string | Buffer | null)[] });
  readonly name: string;
  readonly values: (string | Buffer | null)[];
  readonly _result: Described;
  _accumulateRows: boolean;
  prepare(wire: Wire): void;
  handleRowDescription(message: object): void;
}

const described = new WeakMap<Wire, Map<string, Described>>();

/**
 * A query by the name of a prepared statement that has its rows described once for each connection, and not
 * each time as by the driver. PostgreSQL refuses to run a statement whose rows have got other columns since.
 */
export class PreparedQuery extends (pg.Query as unknown as typeof Internals) {
  #wire: Wire | undefined;

  override prepare(wire: Wire): void {
    const known = described.get(wire)?.get(this.name);
    if (!known) {
      this.#wire = wire;
      super.prepare(wire);
      return;
    }
    Object.assign(this._result, known);
    this._accumulateRows = true;
    wire.bind({ statement: this.name, values: this.values });
    wire.execute({});
    wire.sync();
  }

  override handleRowDescription(message: object): void {
    super.handleRowDescription(message);
    const { fields, _parsers, _prebuiltEmptyResultObject } = this._result;
    const ofWire = described.get(this.#wire!) ?? new Map<string, Described>();
    described.set(this.#wire!, ofWire.set(this.name, { fields, _parsers, _prebuiltEmptyResultObject }));
  }
}
