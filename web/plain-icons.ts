import type { Plugin } from 'vite';

const file = /@lucide\/svelte\/dist\/icons\/[\w-]+\.svelte$/;
const drawing = /const iconData = (\{.*\});/;

type Shape = [tag: string, attributes: Record<string, string>];

/**
 * Makes an icon plain markup that takes a class. The package's own components build each line of an icon from data,
 * which was half of the time that a page took to respond.
 */
export function plainIcons(): Plugin {
  return {
    name: 'plain-icons',
    enforce: 'pre',
    transform(code, id) {
      if (!file.test(id)) return null;
      const data = drawing.exec(code)?.[1];
      if (!data) return this.error(`${id} holds no drawing.`);
      const { size, node } = JSON.parse(data) as { size: number; node: Shape[] };
      return { code: componentOf(size, node), map: null };
    },
  };
}

const componentOf = (size: number, shapes: readonly Shape[]) => `<script>
  const { class: extra = '' } = $props();
</script>

<svg class="lucide {extra}" width="24" height="24" viewBox="0 0 ${size} ${size}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${shapes.map(markupOf).join('')}</svg>
`;

const markupOf = ([tag, attributes]: Shape) =>
  `<${tag} ${Object.entries(attributes)
    .map(([name, value]) => `${name}="${value}"`)
    .join(' ')} />`;
