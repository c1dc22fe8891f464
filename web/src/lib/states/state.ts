import type { Component } from 'svelte';
import type { Tone } from '#lib/ui/Badge.svelte';

/** How a state is shown: a word, a shape and a colour. Without a shape it is going on now. */
export interface ShownState {
  label: string;
  tone: Tone;
  icon?: Component<{ class?: string }>;
}
