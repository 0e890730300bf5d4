/** The PostgreSQL NOTIFY channel for the ids of changed orders. */
export const orderChannel = 'order_changed';
