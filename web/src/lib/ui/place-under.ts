const gap = 4;
const margin = 8;

/**
 * Shows a popover under the field with the same width, or above it if there is more room. It follows when the
 * page moves, and when its content comes.
 */
export function placeUnder(
  field: HTMLElement,
  { height = 288, width: narrowest = 224 } = {},
): (popover: HTMLElement) => () => void {
  return (popover) => {
    const place = () => {
      const { left, top, bottom, width } = field.getBoundingClientRect();
      const below = innerHeight - bottom - margin;
      const isBelow = below >= Math.min(height, popover.scrollHeight) || below >= top;
      const room = Math.min(height, (isBelow ? below : top - margin) - gap);
      Object.assign(popover.style, {
        left: `${Math.max(margin, Math.min(left, innerWidth - Math.max(width, narrowest) - margin))}px`,
        width: `${Math.max(width, narrowest)}px`,
        maxHeight: `${Math.max(96, room)}px`,
        top: isBelow ? `${bottom + gap}px` : 'auto',
        bottom: isBelow ? 'auto' : `${innerHeight - top + gap}px`,
      });
    };
    popover.showPopover();
    place();
    const content = new ResizeObserver(place);
    content.observe(popover);
    addEventListener('scroll', place, { capture: true, passive: true });
    addEventListener('resize', place);
    return () => {
      content.disconnect();
      removeEventListener('scroll', place, { capture: true });
      removeEventListener('resize', place);
    };
  };
}
