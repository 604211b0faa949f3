import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../shared/contract.ts';
import type { Arguments, OptionKinds } from './arguments.ts';

export type DeskClient = ContractRouterClient<typeof contract>;

/** What a command gives back: one JSON document, and the same for reading. */
export interface Output {
  readonly json: unknown;
  readonly text: string;
  /** True when the command explains a failure: exit code 1. */
  readonly failed?: boolean;
}

/** A command over the desk. */
export interface Command {
  readonly usage: string;
  readonly options: OptionKinds;
  run(desk: DeskClient, args: Arguments): Promise<Output>;
}
