/**
 * A map that keeps only the newest entries: Keyv's own removes expired ones only when they are read, and so
 * grows without limit.
 */
export class BoundedMap<K, V> extends Map<K, V> {
  readonly #most: number;

  constructor(most: number) {
    super();
    this.#most = most;
  }

  override set(key: K, value: V): this {
    super.delete(key);
    super.set(key, value);
    if (this.size > this.#most) super.delete(super.keys().next().value!);
    return this;
  }
}
