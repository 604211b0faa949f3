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
  const [issue] = issues;
  return new ORPCError(code, { status, data, message: issue === undefined ? error.message : sentenceOf(issue), cause });
}

/** A problem that the contract has no words of its own for is told with the name of its value. */
function sentenceOf({ message, path = [] }: ValidationError['issues'][number]): string {
  if (!message.startsWith('Invalid ')) return message;
  const name = path.map((part) => String(typeof part === 'object' ? part.key : part)).join(', ');
  return `A value cannot be used: ${[name, message].filter((part) => part !== '').join(': ')}.`.slice(0, 1000);
}
