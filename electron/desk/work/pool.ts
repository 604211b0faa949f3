/** A few worker threads with a time and memory budget for each job: no input can stall the desk. */
import type { EventLoopUtilization } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import type { Job, JobAnswer, JobResults } from './jobs.ts';

/** A job used up its time or memory, or its worker died. */
export class JobFailed extends Error {
  override readonly name = 'JobFailed';
}

export interface WorkerPool {
  /** Rejects with what the job threw (its name kept in `cause`), or JobFailed. */
  run<K extends Job['kind']>(job: Extract<Job, { kind: K }>): Promise<JobResults[K]>;
  close(): Promise<void>;
}

interface Pending {
  readonly job: Job;
  readonly resolve: (result: never) => void;
  readonly reject: (error: Error) => void;
}

interface Seat {
  worker: Worker | undefined;
  /** What the worker was given, in the order it works; undefined where another took the job over meanwhile. */
  given: (Pending | undefined)[];
  /** Ends the first job when its time is over. */
  timer: NodeJS.Timeout | undefined;
  /** Takes back what stands behind a first job that takes long. */
  late: NodeJS.Timeout | undefined;
  /** The first job takes long. */
  isSlow: boolean;
  /** How busy the worker was until jobs began to wait. */
  load: EventLoopUtilization | undefined;
  /** Ends a worker that has nothing to do. */
  idle: NodeJS.Timeout | undefined;
}

/** Jobs that a worker is given at once: the desk may be writing when it is done with one. */
const mostGiven = 4;
/** Only documents of this size stand before or behind others; no usual feed is larger. */
const smallBytes = 512 * 1024;
/** Of its time, that a worker reads which cannot keep up. */
const busy = 0.9;
/** A job that takes longer keeps none behind it. */
const slowMs = 1000;
/** What the others are kept for without work. */
const idleMs = 10_000;

/** After a document of this size a worker goes: it would keep what reading it took, some hundred megabytes, till the next. */
const largeBytes = 2 * 1024 * 1024;

interface Limits {
  /** Of one job. */
  readonly timeMs: number;
  readonly memoryMb: number;
  /**
   * One worker reads faster than the desk stores; another, of 60 MB, comes when jobs have waited for so long and it was
   * reading all the while: else they waited for the desk, which has no time to give them out.
   */
  readonly patienceMs: number;
}
const usual: Limits = { timeMs: 15_000, memoryMb: 256, patienceMs: 3000 };

export function createWorkerPool(size: number, ownLimits: Partial<Limits> = {}): WorkerPool {
  const limits = { ...usual, ...ownLimits };
  const seats: Seat[] = Array.from({ length: size }, () => ({
    worker: undefined,
    given: [],
    timer: undefined,
    late: undefined,
    isSlow: false,
    load: undefined,
    idle: undefined,
  }));
  const queue: Pending[] = [];
  let patience: NodeJS.Timeout | undefined;
  let closed = false;
  let ticket = 0;

  /** Puts what stands behind the first job of a seat back to the front of the queue. */
  const takeBack = (seat: Seat): void => {
    queue.unshift(...seat.given.slice(1).filter((pending) => pending !== undefined));
    seat.given = seat.given.map((pending, index) => (index === 0 ? pending : undefined));
  };
  /** Times the first job of a seat, which begins now. */
  const begin = (seat: Seat): void => {
    seat.timer = setTimeout(
      () => dismiss(seat, `The document could not be read within ${limits.timeMs / 1000} seconds.`),
      limits.timeMs,
    );
    seat.isSlow = false;
    seat.late = setTimeout(() => {
      seat.isSlow = true;
      takeBack(seat);
      next();
    }, slowMs);
  };
  /** The first job of a seat is over. */
  const settle = (seat: Seat, finish: (pending: Pending) => void): void => {
    clearTimeout(seat.timer);
    clearTimeout(seat.late);
    const pending = seat.given.shift();
    if (seat.given.length > 0) begin(seat);
    if (pending !== undefined) finish(pending);
    next();
  };
  const dismiss = (seat: Seat, reason: string): void => {
    letGo(seat);
    takeBack(seat);
    seat.given.length = Math.min(seat.given.length, 1);
    settle(seat, (pending) => pending.reject(new JobFailed(reason)));
  };
  const hire = (seat: Seat): Worker => {
    const worker = new Worker(workerFile(), {
      resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb, maxYoungGenerationSizeMb: 12, stackSizeMb: 8 },
    });
    worker.on('message', ({ result, error }: JobAnswer) => {
      if ((seat.given[0]?.job.bytes.length ?? 0) > largeBytes) letGo(seat);
      settle(seat, (pending) =>
        error === undefined ? pending.resolve(result as never) : pending.reject(revive(error)),
      );
    });
    worker.on('error', (error) => dismiss(seat, `The document could not be read: ${error.message}.`));
    worker.on('exit', () => dismiss(seat, 'The document could not be read: its reader stopped.'));
    worker.unref();
    seat.worker = worker;
    return worker;
  };
  const isHired = ({ worker }: Seat): boolean => worker !== undefined;
  const give = (seat: Seat, pending: Pending): void => {
    clearTimeout(seat.idle);
    seat.idle = undefined;
    seat.given.push(pending);
    if (seat.given.length === 1) begin(seat);
    (seat.worker ?? hire(seat)).postMessage({ ticket: ticket++, job: pending.job });
  };
  const next = (mayHire = false): void => {
    let isHiring = mayHire || !seats.some(isHired);
    for (let [first] = queue; first !== undefined && !closed; [first] = queue) {
      const seat = seatFor(seats, first, isHiring);
      if (seat === undefined) {
        watch();
        return;
      }
      if (!isHired(seat)) isHiring = false;
      queue.shift();
      give(seat, first);
    }
    for (const seat of seats) if (isHired(seat) && seat.given.length === 0) rest(seat);
  };
  /** Hires when those who are there cannot keep up. */
  const watch = (): void => {
    if (patience !== undefined || seats.every(isHired)) return;
    for (const seat of seats) seat.load = seat.worker?.performance.eventLoopUtilization();
    patience = setTimeout(() => {
      patience = undefined;
      next(seats.every(isBusy));
    }, limits.patienceMs);
  };
  /** Lets a worker go that has nothing to do for a while, unless it is the last. */
  const rest = (seat: Seat): void => {
    seat.idle ??= setTimeout(() => {
      seat.idle = undefined;
      if (seat.given.length === 0 && seats.filter(isHired).length > 1) letGo(seat);
    }, idleMs).unref();
  };

  return {
    run: (job) =>
      new Promise((resolve, reject) => {
        if (closed) return reject(new JobFailed('closed'));
        queue.push({ job, resolve, reject });
        next();
      }),
    async close() {
      closed = true;
      clearTimeout(patience);
      for (const pending of queue.splice(0)) pending.reject(new JobFailed('closed'));
      await Promise.all(
        seats.map(async (seat) => {
          seat.worker?.removeAllListeners();
          clearTimeout(seat.timer);
          clearTimeout(seat.late);
          clearTimeout(seat.idle);
          for (const pending of seat.given) pending?.reject(new JobFailed('closed'));
          await seat.worker?.terminate();
        }),
      );
    },
  };
}

/** Whether the worker of a seat was reading since jobs began to wait; so is one that is not there. */
function isBusy(seat: Seat): boolean {
  return (seat.worker?.performance.eventLoopUtilization(seat.load).utilization ?? 1) > busy;
}

/** Who takes the job: a worker without work, else, when there is to be one, a new one, else one that has room for it. */
function seatFor(seats: readonly Seat[], { job }: Pending, isHiring: boolean): Seat | undefined {
  const idle = seats.filter(({ given }) => given.length === 0);
  return (
    idle.find(({ worker }) => worker !== undefined) ??
    (isHiring ? idle[0] : undefined) ??
    (job.bytes.length <= smallBytes ? seats.find(hasRoom) : undefined)
  );
}

/** What was taken back counts: the worker still reads it. */
function hasRoom({ worker, given, isSlow }: Seat): boolean {
  const areSmall = given.every((pending) => pending === undefined || pending.job.bytes.length <= smallBytes);
  return worker !== undefined && given.length < mostGiven && areSmall && !isSlow;
}

function letGo(seat: Seat): void {
  const { worker } = seat;
  seat.worker = undefined;
  worker?.removeAllListeners();
  // A terminating worker may still raise its memory error, which nobody waits for any more.
  worker?.on('error', () => undefined);
  void worker?.terminate();
}

/** Sources run as `.ts`, the built application as `.js`. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url);
}

function revive(error: { readonly name: string; readonly message: string }): Error {
  const revived = new Error(error.message);
  revived.name = error.name;
  return revived;
}
