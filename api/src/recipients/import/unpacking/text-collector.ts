/** The longest text in a cell of a workbook. */
const LONGEST = 32_767;

/** Joins the runs of a text, without the phonetic readings of Japanese. */
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
    // Characters that XML does not permit are written as their numbers.
    return this.#text.replaceAll(/_x([\dA-F]{4})_/gi, (_, code: string) =>
      String.fromCharCode(Number.parseInt(code, 16)),
    );
  }
}
