/**
 * Identifiers: UUIDv7 everywhere (they sort by time), branded by type so that they cannot be mixed up. By RFC 9562 they are
 * case-insensitive; parsing normalizes them to lower case, and every store and key has that form.
 */
import { v5, v7 } from 'uuid';
import { z } from 'zod';

/** Any id, in its normalized form. */
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

/** A new UUIDv7, unbranded: parse it with the schema of its type. */
export const newId = (): string => v7();
export const newOrderId = (): OrderId => OrderId.parse(v7());
export const newProductId = (): ProductId => ProductId.parse(v7());
export const newPaymentId = (): PaymentId => PaymentId.parse(v7());

const owedRefunds = '0190a000-0000-7000-8000-00000000feed';
/**
 * The id of a refund that payment owes for an attempt without a request. Deterministic, so that a database that was restored to
 * an earlier point decides on the same refund again, and the provider makes it once.
 */
export const owedRefundId = (orderId: string, attempt: number): RefundId =>
  RefundId.parse(v5(`${orderId}:${attempt}`, owedRefunds));
