import { getContext, setContext } from 'svelte';

/** A filter that is set, below its bar. */
export interface FilterChip {
  label: string;
  remove: () => void;
}

class Fields {
  all = $state.raw<readonly (() => FilterChip | null)[]>([]);
}

const key = Symbol('filter chips');

/** Collects the chips of the fields inside the component. Call while it is made. */
export function collectChips(): () => FilterChip[] {
  const fields = setContext(key, new Fields());
  return () => fields.all.map((field) => field()).filter((chip) => chip !== null);
}

/** Shows a chip below the bar that the field is in, if it is in one, while `chip` returns one. */
export function offerChip(chip: () => FilterChip | null): void {
  const fields = getContext<Fields | undefined>(key);
  if (!fields) return;
  fields.all = [...fields.all, chip];
  $effect(() => () => {
    fields.all = fields.all.filter((known) => known !== chip);
  });
}
