import type { Component } from 'svelte';

export interface MenuItem {
  label: string;
  /** A second, subdued line. */
  hint?: string;
  icon?: Component<{ class?: string }>;
  /** A page to open; otherwise `onselect` runs. */
  href?: string;
  /** Whether the address is a file, which the browser fetches itself. */
  isFile?: boolean;
  onselect?: () => void;
  isDanger?: boolean;
  isDisabled?: boolean;
  isChecked?: boolean;
  /** Whether a line separates it from the item above. */
  startsGroup?: boolean;
}
