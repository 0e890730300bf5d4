/** Loads Stripe.js once from js.stripe.com (Stripe requires this origin), and types the part of it that is used. */

export interface StripeCard {
  mount(container: HTMLElement): void;
  on(event: 'change', handler: (event: { error?: { message: string } }) => void): void;
  destroy(): void;
}

export interface StripeClient {
  elements(): { create(type: 'card', options: unknown): StripeCard };
  createPaymentMethod(wanted: { type: 'card'; card: StripeCard }): Promise<{
    paymentMethod?: { id: string };
    error?: { type: string; message: string };
  }>;
}

declare global {
  interface Window {
    Stripe?: (key: string, options: { locale: string }) => StripeClient;
  }
}

let loading: Promise<void> | undefined;

export async function loadStripe(publishableKey: string, locale: string): Promise<StripeClient> {
  loading ??= addScript('https://js.stripe.com/v3/').catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  await loading;
  if (!window.Stripe) throw new Error('Stripe.js did not start');
  return window.Stripe(publishableKey, { locale });
}

const addScript = (src: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const script = document.createElement('script');
    script.src = src;
    script.onload = () => resolve();
    script.onerror = () => reject(new Error(`${src} could not be loaded`));
    document.head.append(script);
  });
