import { expect, type Locator, type Page } from '@playwright/test';
import type { Hand } from './hand.ts';
import { answerWith } from './hand.ts';

const MOST_STEPS = 300;

/** A keyboard and nothing else. */
export const keyboard: Hand = {
  mark: 'keys',
  async press(target) {
    await reach(target);
    const page = target.page();
    const place = pathOf(page);
    await page.keyboard.press(await keyThatPresses(target));
    await keepsPlace(page, place);
  },
  async enter(field) {
    await reach(field);
    await field.press('Control+End');
  },
  async write(field, text) {
    await reach(field);
    const { keyboard: keys } = field.page();
    await keys.press('Control+a');
    if (text === '') return keys.press('Delete');
    const isMultiline = await field.evaluate((element) => !(element instanceof HTMLInputElement));
    // A text of many lines is pasted rather than typed.
    await (isMultiline ? keys.insertText(text) : keys.type(text));
  },
  async select(field, label) {
    await reach(field);
    const steps = await field.evaluate((select: HTMLSelectElement, wanted) => {
      const labels = Array.from(select.options, (option) => option.label.trim());
      return labels.indexOf(wanted) - select.selectedIndex;
    }, label);
    for (let step = 0; step < Math.abs(steps); step += 1)
      await field.page().keyboard.press(steps > 0 ? 'ArrowDown' : 'ArrowUp');
    await expect(field.locator('option:checked')).toHaveText(label);
  },
  async pick(field, text, option) {
    await this.write(field, text);
    const page = field.page();
    const wanted = page.getByRole('option', { name: option }).first();
    await expect(wanted).toBeVisible();
    for (let step = 0; !(await isActive(field, wanted)); step += 1) {
      if (step > MOST_STEPS) throw new Error(`The arrows do not reach ${wanted}`);
      await page.keyboard.press('ArrowDown');
    }
    await page.keyboard.press('Enter');
  },
  upload: (button, file) =>
    answerWith(button, file, async () => {
      await reach(button);
      await button.page().keyboard.press('Enter');
    }),
  async go(page, name) {
    await this.openPalette(page);
    await page.keyboard.type(name);
    const search = page.getByRole('dialog').getByRole('combobox');
    const entry = page.getByRole('option', { name, exact: true }).first();
    await expect.poll(() => isActive(search, entry)).toBe(true);
    await page.keyboard.press('Enter');
  },
  async openPalette(page) {
    await page.keyboard.press('Control+k');
    await expect(page.getByRole('dialog').getByRole('combobox')).toBeFocused();
  },
  turnTo: async () => {},
  unfoldFilters: async () => {},
};

const pathOf = (page: Page) => new URL(page.url()).pathname;

/** A press must not throw its person back to the start of the page. Another page begins at its start. */
async function keepsPlace(page: Page, place: string): Promise<void> {
  await expect
    .poll(
      async () =>
        pathOf(page) !== place || (await page.evaluate(() => document.activeElement !== document.body)),
      { message: 'the press keeps the place of the keyboard' },
    )
    .toBe(true);
}

/** The field keeps the focus and names the option that Enter takes. */
const isActive = async (field: Locator, option: Locator) =>
  (await field.getAttribute('aria-activedescendant')) === (await option.getAttribute('id'));

const keyThatPresses = (target: Locator) =>
  target.evaluate((element) =>
    element instanceof HTMLInputElement || element.matches('[role=checkbox], [role=switch], [role=radio]')
      ? 'Space'
      : 'Enter',
  );

/** Moves the focus to the target: by Tab, and by arrows within what Tab enters as one. */
async function reach(target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const key = await target.evaluate(keyTowards);
    if (key === null) return;
    await target.page().keyboard.press(key);
  }
  throw new Error(`The keyboard does not reach ${target}`);
}

/** Returns the key that leads from the focus towards the element, or null where it has the focus. */
function keyTowards(element: HTMLElement | SVGElement): string | null {
  const root = element.getRootNode() as Document | ShadowRoot;
  if (root.activeElement === element) return null;
  const place = root instanceof ShadowRoot ? root.host : element;
  const focused = document.activeElement!;
  const isBehind = () => (focused.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_PRECEDING) !== 0;
  const radios = `[type=radio][name="${CSS.escape(String(element.getAttribute('name')))}"]`;
  if ([element, focused].every((one) => one.matches(radios))) return 'ArrowDown';
  const isWithin = (group: string) => element.closest(group)?.contains(focused) === true;
  if (isWithin('[role=menu]')) return 'ArrowDown';
  if (element.tabIndex < 0 && isWithin('[role=tablist], [role=toolbar], [role=grid]'))
    return isBehind() ? 'ArrowLeft' : 'ArrowRight';
  return focused !== document.body && isBehind() ? 'Shift+Tab' : 'Tab';
}
