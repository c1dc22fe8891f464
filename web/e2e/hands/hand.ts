import type { Locator, Page } from '@playwright/test';

/** A file as a person chooses it. */
export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** How a person works on a page. Everything is done as with that device: a keyboard clicks on nothing. */
export interface Hand {
  /** Short, without spaces: what a journey names its things by, as journeys share one database. */
  readonly mark: string;
  /** Presses a button, follows a link, opens a row of a menu, or checks what can be checked. */
  press(target: Locator): Promise<void>;
  /** Puts the caret at the end of the text of a large field. */
  enter(field: Locator): Promise<void>;
  /** Replaces what stands in a field. */
  write(field: Locator, text: string): Promise<void>;
  /** Chooses an option of a select by its label. */
  select(field: Locator, label: string): Promise<void>;
  /** Types into a combobox, and takes an option that is then offered. */
  pick(field: Locator, text: string, option: string | RegExp): Promise<void>;
  /** Chooses a file by the button that asks for one. */
  upload(button: Locator, file: ChosenFile): Promise<void>;
  /** Goes to a page by what stands on every page. */
  go(page: Page, name: string): Promise<void>;
  /** Opens the search that also holds the actions of a page. */
  openPalette(page: Page): Promise<void>;
  /** Turns an editor to its text or its preview, where only one of them stands. */
  turnTo(page: Page, side: 'Edit' | 'Preview'): Promise<void>;
  /** Unfolds the filters of a list where they are folded. */
  unfoldFilters(page: Page): Promise<void>;
}

/** Clicks on the label of what has its own look drawn over the input. */
export const faceOf = async (target: Locator): Promise<Locator> => {
  const isCovered = await target.evaluate(
    (element) => element instanceof HTMLInputElement && /radio|checkbox/.test(element.type),
  );
  const label = target.locator('xpath=ancestor::label');
  return isCovered && (await label.count()) > 0 ? label : target;
};

/** Waits for the question for a file that the act leads to, and answers it. */
export async function answerWith(
  button: Locator,
  { name, mimeType, buffer }: ChosenFile,
  act: () => Promise<void>,
): Promise<void> {
  const question = button.page().waitForEvent('filechooser');
  await act();
  await (await question).setFiles({ name, mimeType, buffer });
}
