/** Which of the shell's overlays are open; any component may open them. */
export const overlays = $state({ palette: false, shortcuts: false, drawer: false });
