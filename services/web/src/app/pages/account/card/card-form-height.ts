/** Pixels the card forms take at first: what is below stays where it is. */
export const cardFormHeight = 200;
