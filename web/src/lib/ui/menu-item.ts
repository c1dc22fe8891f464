import type { Component } from 'svelte';

export interface MenuItem {
  label: string;
  /** A second, quiet line. */
  hint?: string;
  icon?: Component<{ class?: string }>;
  /** A page to open; else `onselect` runs. */
  href?: string;
  onselect?: () => void;
  isDanger?: boolean;
  isDisabled?: boolean;
  isChecked?: boolean;
  /** A rule above it. */
  startsGroup?: boolean;
}
