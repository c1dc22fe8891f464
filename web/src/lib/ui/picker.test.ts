// @vitest-environment jsdom
import { expect, test } from 'vitest';
import type { Option } from './option.ts';
import { Picker } from './picker.svelte.ts';

const options = ['Anna', 'Boris', 'Clara'].map((label) => ({ value: label, label }));

function make(staysOpen = false) {
  const picked: Option[] = [];
  const picker = new Picker('p', {
    options: () => options,
    onsearch: () => undefined,
    onpick: (option) => {
      picked.push(option);
      return staysOpen;
    },
  });
  const press = (key: string) => {
    const event = new KeyboardEvent('keydown', { key, cancelable: true, bubbles: true });
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

test('a list for several choices stays open', () => {
  const { picker, press } = make(true);
  press('ArrowDown');
  press('Enter');
  expect(picker.isOpen).toBe(true);
});

test('Escape closes the list alone', () => {
  const { picker, press } = make();
  picker.open();
  expect(press('Escape').defaultPrevented).toBe(true);
  expect(picker.isOpen).toBe(false);
  expect(press('Escape').defaultPrevented).toBe(false);
});
