import { RenderError } from './render-error.ts';

/** Reading or making so many characters costs as much as a tag does. */
const CHARACTERS_A_STEP = 32;

/**
 * What one filling in of a template may use up, in steps: a text, an output, a tag and a filter cost one and more, by the
 * length of what they are and of what they work on. The count is the same on every machine, however busy.
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

  /** Liquid tells its limiter of memory how many characters or items a filter reads and makes. */
  use(characters: number): void {
    if (characters > 0) this.spend(characters / CHARACTERS_A_STEP);
  }

  /** Liquid's limiter of wall time, which a busy machine uses up for a template that is not to blame. */
  check(): void {}
}

/** The steps of a token of this many characters: a long expression works longer than a short one. */
export const stepsOf = (length: number): number => 1 + length / CHARACTERS_A_STEP;
