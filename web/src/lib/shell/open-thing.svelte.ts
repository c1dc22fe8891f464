import ChevronRight from '@lucide/svelte/icons/chevron-right';
import { untrack } from 'svelte';
import { goto } from '$app/navigation';
import type { MenuItem } from '#lib/ui/menu-item.ts';
import type { PaletteEntry } from './palette-entry.ts';

/** What the open page offers to do, newest first. */
let offers = $state.raw<readonly (() => readonly MenuItem[])[]>([]);

/** The palette offers these first, as long as the component is there. Call while it is made. */
export function offerInPalette(items: () => readonly MenuItem[]): void {
  $effect(() => {
    untrack(() => (offers = [items, ...offers]));
    return () => (offers = untrack(() => offers).filter((offer) => offer !== items));
  });
}

/** What can be done with the open thing now. */
export const openThingEntries = (): PaletteEntry[] =>
  offers
    .flatMap((items) => items())
    .filter(({ isDisabled }) => !isDisabled)
    .map(({ label, icon, href, onselect }) => ({
      label,
      icon: icon ?? ChevronRight,
      run: () => (href ? void goto(href) : onselect?.()),
    }));
