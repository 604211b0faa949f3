import { implement, ORPCError, ValidationError } from '@orpc/server';
import { contract } from '../../../shared/contract.ts';

/** Takes a handler for each procedure of the contract, and checks its types. What is wrong with an input is said in words. */
export const os = implement(contract).use(async ({ next }) => {
  try {
    return await next();
  } catch (error) {
    throw error instanceof ORPCError && error.cause instanceof ValidationError ? inWords(error, error.cause) : error;
  }
});

/** The same error with the first problem as its message, in place of one that says only that there is one. */
function inWords(error: ORPCError<string, unknown>, { issues }: ValidationError): ORPCError<string, unknown> {
  const { code, status, data, cause } = error;
  const message = issues[0]?.message ?? error.message;
  return new ORPCError(code, { status, data, message, cause });
}
