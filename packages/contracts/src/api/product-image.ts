/** The images of a product: a URL and an alternative text. */
import { z } from 'zod';
import { limits } from '../limits.ts';
import { SingleLineText } from '../text.ts';
import { imageAddressRule, isImageAddress } from './image-address.ts';

export const Image = z.object({ url: z.string().max(limits.text.imageUrl), alt: z.string().max(limits.text.imageAlt) });

/** An image in the input of a product. */
export const NewImage = Image.extend({
  url: Image.shape.url.refine(isImageAddress, imageAddressRule).meta({ description: imageAddressRule }),
  alt: SingleLineText({ min: 0, max: limits.text.imageAlt }),
}).strict();
