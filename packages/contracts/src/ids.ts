/** Identifiers: UUIDv7 everywhere (they sort by time), branded by what they name so that one can't stand for another. */
import { v5, v7 } from 'uuid';
import { z } from 'zod';

export const OrderId = z.uuid().brand<'OrderId'>();
export const ProductId = z.uuid().brand<'ProductId'>();
export const CategoryId = z.uuid().brand<'CategoryId'>();
export const CustomerId = z.uuid().brand<'CustomerId'>();
export const PaymentId = z.uuid().brand<'PaymentId'>();
export const RefundId = z.uuid().brand<'RefundId'>();

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
