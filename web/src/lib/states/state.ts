import type { Component } from 'svelte';
import type { Tone } from '#lib/ui/Badge.svelte';

/** How a state is shown: a word, an icon and a colour. Without an icon it is in progress. */
export interface ShownState {
  label: string;
  tone: Tone;
  icon?: Component<{ class?: string }>;
}
