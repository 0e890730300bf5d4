/** Names of container images, by the grammar of the distribution specification. */
import { z } from 'zod';

const host =
  '([a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?(\\.[a-zA-Z0-9]([a-zA-Z0-9-]*[a-zA-Z0-9])?)*|\\[[0-9a-fA-F:]+\\])(:[0-9]+)?';
const component = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*';
const tag = ':[a-zA-Z0-9_][a-zA-Z0-9_.-]{0,127}';
const digest = '@sha256:[0-9a-f]{64}';

/** The prefix of image names: a host, or a host and a path. */
export const imageRegistry = z
  .string()
  .max(253)
  .regex(new RegExp(`^${host}(/${component})*$`), 'a registry such as registry.example.com/shop');

export const imageReference = z
  .string()
  .max(300)
  .regex(
    new RegExp(`^(${host}/)?${component}(/${component})*(${tag})?(${digest})?$`),
    'an image such as registry.example.com/shop/services:1.0.0, with a tag, a digest, or both',
  );
