import { browser } from '$app/env';

type Theme = 'system' | 'light' | 'dark';

const year = 31_536_000;
let chosen = $state<Theme>(browser ? themeOf(document.documentElement.dataset.theme) : 'system');

/**
 * The theme that the visitor chose; `system` follows the device. The server writes it to `<html>` from the
 * cookie.
 */
export function chosenTheme(): Theme {
  return chosen;
}

export function chooseTheme(theme: Theme): void {
  document.cookie = `theme=${theme}; path=/; max-age=${theme === 'system' ? 0 : year}; samesite=lax`;
  document.documentElement.dataset.theme = theme;
  chosen = theme;
}

/** Switches from the visible theme to the other one. */
export function flipTheme(): void {
  chooseTheme(isDark() ? 'light' : 'dark');
}

function isDark(): boolean {
  return chosen === 'dark' || (chosen === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
}

function themeOf(text: string | undefined): Theme {
  return text === 'light' || text === 'dark' ? text : 'system';
}
