export async function printFeedStages(): Promise<void> {}
