/** All public routes. A route that is not in this list cannot be reached from outside. */
import type { Route } from '../route.ts';
import * as adminOrders from './admin-orders.ts';
import * as cart from './cart.ts';
import * as categories from './categories.ts';
import * as contacts from './contacts.ts';
import * as deadLetters from './dead-letters.ts';
import * as invariants from './invariants.ts';
import * as inventory from './inventory.ts';
import * as me from './me.ts';
import * as messages from './messages.ts';
import * as operations from './operations.ts';
import * as orderActions from './order-actions.ts';
import * as orders from './orders.ts';
import * as payments from './payments.ts';
import * as people from './people.ts';
import * as priceQuote from './price-quote.ts';
import * as pricing from './pricing.ts';
import * as productSlugs from './product-slugs.ts';
import * as products from './products.ts';
import * as securityEvents from './security-events.ts';
import * as settings from './settings.ts';
import * as shopTexts from './shop-texts.ts';
import * as staffActions from './staff-actions.ts';
import * as staffNotes from './staff-notes.ts';

export const routes: readonly Route[] = [
  products.listProducts,
  products.getProduct,
  productSlugs.findProduct,
  products.createProduct,
  products.changeProduct,
  products.retireProduct,
  products.reactivateProduct,
  shopTexts.listShopTexts,
  shopTexts.getShopText,
  shopTexts.saveShopText,
  categories.listCategories,
  categories.getCategory,
  categories.createCategory,
  categories.changeCategory,
  categories.mergeCategory,
  categories.removeCategory,
  cart.getCart,
  cart.emptyCart,
  cart.addCartItem,
  cart.setCartItem,
  cart.removeCartItem,
  cart.mergeCart,
  orders.placeOrder,
  orders.listOrders,
  orders.getOrder,
  orders.getTimeline,
  orders.followOrder,
  orders.followOrders,
  me.listMyOrders,
  orderActions.cancelOrder,
  orderActions.payOrder,
  payments.getPaymentProvider,
  payments.getPayment,
  payments.paymentCallback,
  adminOrders.listAllOrders,
  adminOrders.getAnyOrder,
  adminOrders.getAnyTimeline,
  adminOrders.exportTimeline,
  staffActions.listStaffActions,
  staffActions.exportStaffActions,
  adminOrders.shipOrder,
  adminOrders.deliverOrder,
  adminOrders.cancelAnyOrder,
  adminOrders.refundOrder,
  staffNotes.listOrderNotes,
  staffNotes.addOrderNote,
  staffNotes.listCustomerNotes,
  staffNotes.addCustomerNote,
  inventory.getStock,
  inventory.listStock,
  inventory.listMovements,
  inventory.receiveStock,
  inventory.adjustStock,
  inventory.announceDelivery,
  priceQuote.getPriceTerms,
  priceQuote.quoteOrder,
  pricing.getTaxRules,
  pricing.setTaxRules,
  pricing.getShippingRules,
  pricing.setShippingRules,
  pricing.getPromotionRules,
  pricing.setPromotionRules,
  messages.listMessages,
  messages.sendMessageAgain,
  deadLetters.listDeadLetters,
  deadLetters.getDeadLetter,
  deadLetters.replayDeadLetter,
  deadLetters.replayDeadLetters,
  deadLetters.discardDeadLetter,
  invariants.listViolations,
  operations.getOperations,
  operations.listStuckOrders,
  operations.getOrderDiagnosis,
  securityEvents.listSecurityEvents,
  contacts.listContacts,
  people.listPeople,
  people.getPerson,
  people.endPersonSessions,
  people.setPersonRoles,
  settings.getSettingsStatus,
  settings.listSettingsCommits,
  settings.getSettingsChange,
  settings.rollBackSettings,
  me.getMe,
  me.listMySecurityEvents,
];
