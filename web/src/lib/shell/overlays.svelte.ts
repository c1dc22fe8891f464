/** Which of the shell's overlays is open: any part may open them. */
export const overlays = $state({ palette: false, shortcuts: false, drawer: false });
