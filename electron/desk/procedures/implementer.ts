import { implement } from '@orpc/server';
import { contract } from '../../../shared/contract.ts';

/** Takes a handler for each procedure of the contract, and checks its types. */
export const os = implement(contract);
