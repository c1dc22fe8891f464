/** The look of a square button with an icon. */
export const iconButton =
  'inline-flex size-8 shrink-0 items-center justify-center rounded-control text-fg-2 transition-colors duration-100 hover:bg-hover hover:text-fg disabled:opacity-50 coarse:size-11';
