/** IP addresses and CIDR ranges. */
import { isIP } from 'node:net';
import { z } from 'zod';

/** CIDR, such as 10.20.0.0/16. */
export const addressRange = z.string().max(43).refine(isRange, 'an address range such as 10.20.0.0/16');

export const addressOrRange = z
  .string()
  .max(43)
  .refine((value) => isIP(value) !== 0 || isRange(value), 'an address or range such as 10.0.0.0/8');

function isRange(value: string): boolean {
  const [address = '', prefix = '', ...rest] = value.split('/');
  const version = isIP(address);
  return (
    version !== 0 &&
    rest.length === 0 &&
    /^(0|[1-9]\d{0,2})$/.test(prefix) &&
    Number(prefix) <= (version === 4 ? 32 : 128)
  );
}
