import { RenderError } from './render-error.ts';

/** Reading or writing this many characters costs as much as a tag. */
const CHARACTERS_A_STEP = 32;

/**
 * What one rendering of a template may use up, in steps. A text, an output, a tag and a filter each cost one
 * step, plus more by their own length and by that of what they work on. The count is the same on every
 * machine, however busy.
 */
export class Budget {
  #left: number;

  constructor(steps: number) {
    this.#left = steps;
  }

  spend(steps: number): void {
    this.#left -= steps;
    if (this.#left < 0) throw new RenderError('template step limit exceeded', { isLimit: true });
  }

  /** Liquid calls this for its memory limit, with the characters or items that a filter reads and makes. */
  use(characters: number): void {
    if (characters > 0) this.spend(characters / CHARACTERS_A_STEP);
  }

  /**
   * Liquid calls this for its time limit. On a busy machine wall time runs out without the template's fault.
   */
  check(): void {}
}

/** The steps for a token of this many characters: a longer expression takes longer. */
export const stepsOf = (length: number): number => 1 + length / CHARACTERS_A_STEP;
