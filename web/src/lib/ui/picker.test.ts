// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { Option } from './option.ts';
import { Picker } from './picker.svelte.ts';

const options = ['Anna', 'Boris', 'Clara'].map((label) => ({ value: label, label }));

function make() {
  const picked: Option[] = [];
  const picker = new Picker('p', {
    options: () => options,
    onsearch: () => undefined,
    onpick: (option) => void picked.push(option),
  });
  const press = (key: string, modifiers: KeyboardEventInit = {}) => {
    const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true, ...modifiers });
    picker.attributes.onkeydown(event);
    return event;
  };
  return { picker, picked, press };
}

test('arrows open the list, move through it and around its ends', () => {
  const { picker, press } = make();
  press('ArrowUp');
  expect(picker.attributes['aria-activedescendant']).toBe('p-option-2');
  press('ArrowDown');
  expect(picker.attributes['aria-activedescendant']).toBe('p-option-0');
  expect(picker.attributes['aria-expanded']).toBe(true);
});

test('Enter picks and closes; it submits the form only while the list is closed', () => {
  const { picker, picked, press } = make();
  expect(press('Enter').defaultPrevented).toBe(false);
  press('ArrowDown');
  expect(press('Enter').defaultPrevented).toBe(true);
  expect(picked).toEqual([options[0]]);
  expect(picker.isOpen).toBe(false);
});

test('Enter right after typing picks nothing that was found for an earlier text', () => {
  const { picker, picked, press } = make();
  const type = (text: string) => {
    const input = Object.assign(document.createElement('input'), { value: text });
    input.addEventListener('input', picker.attributes.oninput);
    input.dispatchEvent(new Event('input'));
  };
  type('Dora');
  expect(press('Enter').defaultPrevented).toBe(true);
  expect(picked).toEqual([]);
  type('cla');
  press('Enter');
  expect(picked).toEqual([options[2]]);
});

test.each([{ ctrlKey: true }, { metaKey: true }])('saving is no pick: %o', (modifiers) => {
  const { picker, picked, press } = make();
  press('ArrowDown');
  expect(press('Enter', modifiers).defaultPrevented).toBe(false);
  expect(picked).toEqual([]);
  expect(picker.isUnresolved).toBe(false);
});

test('nor does an input method pick with the Enter that ends a word', () => {
  const { picked, press } = make();
  press('ArrowDown');
  press('Enter', { isComposing: true });
  expect(picked).toEqual([]);
});

test.each(['Enter', 's', 'ы'])(
  'Ctrl %s does not save while text that chooses nothing is in the field',
  (key) => {
    const { picker, picked, press } = make();
    picker.typed = 'Ann';
    expect(press(key, { ctrlKey: true }).defaultPrevented).toBe(true);
    expect(picker.isUnresolved).toBe(true);
    expect(picked).toEqual([]);
  },
);

test('Escape closes the list alone', () => {
  const { picker, press } = make();
  picker.open();
  expect(press('Escape').defaultPrevented).toBe(true);
  expect(picker.isOpen).toBe(false);
  expect(press('Escape').defaultPrevented).toBe(false);
});
