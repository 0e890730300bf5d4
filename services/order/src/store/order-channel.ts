/** The PostgreSQL channel that carries the id of every order that changed. */
export const orderChannel = 'order_changed';
