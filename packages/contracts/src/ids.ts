/**
 * Identifiers: UUIDv7 everywhere (they sort by time), branded by what they name so that one can't stand for another. RFC 9562
 * reads them without regard to case; parsing normalizes them to lower case, and every store and key holds that form.
 */
import { v5, v7 } from 'uuid';
import { z } from 'zod';

/** Any id, as it is compared and stored. */
export const Id = z.uuid().toLowerCase();

export const OrderId = Id.brand<'OrderId'>();
export const ProductId = Id.brand<'ProductId'>();
export const CategoryId = Id.brand<'CategoryId'>();
export const CustomerId = Id.brand<'CustomerId'>();
export const PaymentId = Id.brand<'PaymentId'>();
export const RefundId = Id.brand<'RefundId'>();

export type OrderId = z.infer<typeof OrderId>;
export type ProductId = z.infer<typeof ProductId>;
export type CategoryId = z.infer<typeof CategoryId>;
export type CustomerId = z.infer<typeof CustomerId>;
export type PaymentId = z.infer<typeof PaymentId>;
export type RefundId = z.infer<typeof RefundId>;

/** A fresh UUIDv7, unbranded: parse it with the schema of what it names. */
export const newId = (): string => v7();
export const newOrderId = (): OrderId => OrderId.parse(v7());
export const newProductId = (): ProductId => ProductId.parse(v7());
export const newPaymentId = (): PaymentId => PaymentId.parse(v7());

const owedRefunds = '0190a000-0000-7000-8000-00000000feed';
/**
 * Of the refund of what an attempt took, where payment owes it without being asked. The same each time it is decided, also by a
 * database that was restored to an earlier moment and decides it again: so the provider gives the money back once.
 */
export const owedRefundId = (orderId: string, attempt: number): RefundId =>
  RefundId.parse(v5(`${orderId}:${attempt}`, owedRefunds));
