// @vitest-environment jsdom
import { expect, test } from 'vitest';
import { focusKept } from './focus-kept.ts';

/** A container with two buttons, and one outside. */
function place() {
  document.body.innerHTML =
    '<div tabindex="-1"><button>Send</button><button>Edit</button></div><button>Other</button>';
  const [send, edit, other] = document.querySelectorAll('button');
  const around = document.querySelector('div')!;
  const leave = focusKept(around);
  return { around, send: send!, edit: edit!, other: other!, leave };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('takes the focus of a button that goes', async () => {
  const { around, send, leave } = place();
  send.focus();
  send.remove();
  await settled();
  expect(document.activeElement).toBe(around);
  leave?.();
});

test('takes it back from a dialog that ends after the button', async () => {
  const { around, send, leave } = place();
  send.focus();
  document.body.insertAdjacentHTML('beforeend', '<div role="alertdialog"><button>Yes</button></div>');
  const dialog = document.querySelector('[role=alertdialog]')!;
  dialog.querySelector('button')!.focus();
  send.remove();
  await settled();
  expect(document.activeElement?.textContent).toBe('Yes');
  dialog.remove();
  await settled();
  expect(document.activeElement).toBe(around);
  leave?.();
});

test('leaves the focus where it is: on another button, or on the page if it was outside', async () => {
  const { send, edit, other, leave } = place();
  send.focus();
  edit.focus();
  send.remove();
  await settled();
  expect(document.activeElement).toBe(edit);
  other.focus();
  other.remove();
  edit.remove();
  await settled();
  expect(document.activeElement).toBe(document.body);
  leave?.();
});
