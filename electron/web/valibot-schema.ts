import type { AnySchema } from '@orpc/contract';
import type { ConditionalSchemaConverter } from '@orpc/openapi';
import { toJsonSchema } from '@valibot/to-json-schema';
import type { GenericSchema } from 'valibot';

/** Describes valibot schemas in the OpenAPI document. */
export const valibotConverter: ConditionalSchemaConverter = {
  condition: (schema) => schema?.['~standard'].vendor === 'valibot',
  convert(schema: AnySchema | undefined, { strategy }) {
    // Trimming and the like have no JSON Schema; what the desk checks may be stricter than what is described.
    const json = toJsonSchema(schema as unknown as GenericSchema, { errorMode: 'ignore', typeMode: strategy });
    return [true, json as Record<string, never>];
  },
};
