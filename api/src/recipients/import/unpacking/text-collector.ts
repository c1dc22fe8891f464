/** No cell of a workbook has more. */
const LONGEST = 32_767;

/** Joins the runs of a text, without the readings that stand over Japanese ones. */
export class TextCollector {
  #text = '';
  #isInText = false;
  #isInReading = false;

  begin(): void {
    this.#text = '';
  }

  open(name: string): void {
    if (name === 't') this.#isInText = true;
    else if (name === 'rPh') this.#isInReading = true;
  }

  add(text: string): void {
    if (this.#isInText && !this.#isInReading && this.#text.length < LONGEST) this.#text += text;
  }

  close(name: string): void {
    if (name === 't') this.#isInText = false;
    else if (name === 'rPh') this.#isInReading = false;
  }

  end(): string {
    // Characters that XML cannot have are written by their numbers.
    return this.#text.replaceAll(/_x([\dA-F]{4})_/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
}
