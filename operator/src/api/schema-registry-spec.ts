/** `spec.schemaRegistry`: where the schemas of events are registered. Absent: as the profile says. */
import { z } from 'zod';
import { exactlyOne, secretName } from './bounded-strings.ts';
import { cel } from './cel.ts';
import { resources } from './resources-spec.ts';

/** Unlike a public URL it may have a path, and http is allowed: a registry in the cluster often has no certificate. */
const registryUrl = z
  .string()
  .max(300)
  .refine(
    (value) => /^https?:$/.test(URL.parse(value)?.protocol ?? '') && !/[?#@]/.test(value),
    'an http or https URL without user, query or fragment',
  )
  .meta(
    cel({
      rule: "isURL(self) && url(self).getScheme() in ['http', 'https'] && !self.contains('?') && !self.contains('#') && !self.contains('@')",
      message: 'an http or https URL without user, query or fragment',
    }),
  );

export const SchemaRegistrySpec = exactlyOne({
  embedded: z
    .strictObject({ resources: resources.optional() })
    .optional()
    .describe("Apicurio Registry, run by the operator, with its data in the shop's PostgreSQL"),
  external: z
    .strictObject({
      url: registryUrl.describe(
        "base of an API in the form of Confluent's Schema Registry: the root of Confluent's or Karapace, /apis/ccompat/v7 of Apicurio",
      ),
      secretName: secretName.optional().describe('Secret with username and password; default: no log-in'),
    })
    .optional()
    .describe('a registry run by somebody else: Apicurio, Karapace or Confluent'),
  none: z.strictObject({}).optional().describe('no registry; the shop itself still serves the schemas under /schemas'),
});
