import type { Component } from 'svelte';

/** One line of the palette. */
export interface PaletteEntry {
  label: string;
  hint?: string;
  icon: Component<{ class?: string }>;
  run: () => void;
}

/** Distinguishes the lines, because two mailings may have the same name. */
export function entryValue(group: string, at: number, { label }: PaletteEntry): string {
  return `${group}:${at}:${label}`;
}
