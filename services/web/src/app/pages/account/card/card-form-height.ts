/** Initial height of the card forms in pixels, to avoid layout shift. */
export const cardFormHeight = 200;
