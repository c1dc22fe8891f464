// @vitest-environment jsdom
import { afterEach, beforeEach, expect, test } from 'vitest';
import { keepFocus } from './keep-focus.ts';

let leave = () => {};
beforeEach(() => {
  document.body.innerHTML =
    '<main tabindex="-1"><section tabindex="-1"><button>Send</button><button>Edit</button></section></main><button>Other</button>';
  leave = keepFocus();
});
afterEach(() => leave());

const button = (name: string) =>
  [...document.querySelectorAll('button')].find(({ textContent }) => textContent === name)!;
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('the focus of a button that goes stays near it', async () => {
  button('Send').focus();
  button('Send').remove();
  await settled();
  expect(document.activeElement?.localName).toBe('section');
});

test('and goes further out where all around the button goes with it', async () => {
  button('Send').focus();
  document.querySelector('section')!.remove();
  await settled();
  expect(document.activeElement?.localName).toBe('main');
});

test('it comes back from a dialog that ends after the button', async () => {
  button('Send').focus();
  document.body.insertAdjacentHTML('beforeend', '<div role="alertdialog"><button>Yes</button></div>');
  const dialog = document.querySelector('[role=alertdialog]')!;
  dialog.querySelector('button')!.focus();
  button('Send').remove();
  await settled();
  expect(document.activeElement?.textContent).toBe('Yes');
  dialog.remove();
  await settled();
  expect(document.activeElement?.localName).toBe('section');
});

test('it stays where it is: on another button, or on the page if nothing around takes it', async () => {
  button('Send').focus();
  button('Edit').focus();
  button('Send').remove();
  await settled();
  expect(document.activeElement?.textContent).toBe('Edit');
  button('Other').focus();
  button('Other').remove();
  button('Edit').remove();
  await settled();
  expect(document.activeElement).toBe(document.body);
});

test('another page begins at its start', async () => {
  button('Send').focus();
  history.pushState(null, '', '/elsewhere/');
  button('Send').remove();
  await settled();
  expect(document.activeElement).toBe(document.body);
});
