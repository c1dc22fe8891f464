import { tinykeys } from 'tinykeys';
import { onBothLayouts } from '#lib/keys/layouts.ts';
import { singleKeysAct } from '#lib/keys/single-keys.svelte.ts';

/** Makes a click anywhere in a row open it, except on controls and while selecting text. */
export function openRows(table: HTMLTableElement): () => void {
  const open = (event: MouseEvent) => {
    const target = event.target instanceof Element ? event.target : null;
    const link = target?.closest('tr[data-row]')?.querySelector<HTMLElement>('[data-row-link]');
    if (!link || target?.closest('a, button, input, label') || getSelection()?.type === 'Range') return;
    const { ctrlKey, metaKey, shiftKey } = event;
    link.dispatchEvent(
      new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey }),
    );
  };
  table.addEventListener('click', open);
  return () => table.removeEventListener('click', open);
}

/** Rows by keyboard: j and k move, x selects, Enter opens (the link's own), `.` opens the row's menu. */
export function walkRows(table: HTMLTableElement): () => void {
  const press = (act: (row: HTMLElement | null) => void) => (event: KeyboardEvent) => {
    if (!singleKeysAct() || document.querySelector('[role="dialog"], [role="alertdialog"], [role="menu"]'))
      return;
    event.preventDefault();
    act(document.activeElement?.closest<HTMLElement>('tr[data-row]') ?? null);
  };
  return tinykeys(window, {
    [onBothLayouts('j')]: press((row) =>
      focusRow(row ? row.nextElementSibling : table.querySelector('tbody tr')),
    ),
    [onBothLayouts('k')]: press((row) => focusRow(row ? row.previousElementSibling : null)),
    [onBothLayouts('x')]: press((row) =>
      row?.querySelector<HTMLInputElement>('input[type="checkbox"]')?.click(),
    ),
    '.': press((row) => row?.querySelector<HTMLButtonElement>('[data-row-menu]')?.click()),
  });
}

/** Moves the focus to the row's own link or button. */
function focusRow(row: Element | null | undefined): void {
  row?.querySelector<HTMLElement>('[data-row-link], a[href], button')?.focus();
}

/** The row that gets the focus when this one is removed: the next, or else the previous. */
export function neighbourOf(id: string): Element | null {
  const row = document.querySelector(`tr[data-row="${CSS.escape(id)}"]`);
  return row?.nextElementSibling ?? row?.previousElementSibling ?? null;
}
