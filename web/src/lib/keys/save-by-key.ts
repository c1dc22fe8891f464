import { latinOf } from './layouts.ts';

/** Makes Ctrl S and Ctrl Enter submit the form with this id, from anywhere on the page. */
export function saveByKey(formId: string): () => () => void {
  return () => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey) return;
      if (latinOf(event.key) !== 's' && event.key !== 'Enter') return;
      const form = document.getElementById(formId);
      if (!(form instanceof HTMLFormElement)) return;
      event.preventDefault();
      form.requestSubmit();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  };
}
